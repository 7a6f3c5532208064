"""API serializers for what an edition says of itself and of its authors."""

from rest_framework import serializers as fields

from website.api.taxonomy_serializers import AuthorName, Named, Ordered


class PrintedAuthor(Ordered, AuthorName):
    """An author as the edition prints them."""

    order = ("url", "page", "role", "affiliation", "affiliation_ror", "orcid")

    role = fields.CharField(allow_blank=True, help_text="The role; may be empty.")
    affiliation = fields.CharField(
        allow_blank=True, help_text="The affiliation, if outside the organization; may be empty."
    )
    affiliation_ror = fields.CharField(allow_blank=True, help_text="Its ROR ID; may be empty.")
    orcid = fields.CharField(allow_blank=True, help_text="The ORCID iD; may be empty.")


class PublicationType(Named):
    """A type of publication."""

    cited_as = fields.CharField(help_text="How reference managers file it: “report”, “article” and so on.")


class Funder(fields.Serializer):
    """A funder."""

    name = fields.CharField(help_text="The name.")
    identifier = fields.CharField(allow_blank=True, help_text="A ROR ID or Crossref Funder ID; may be empty.")
    grants = fields.ListField(child=fields.CharField(), help_text="Grant numbers.")


class Imprint(fields.Serializer):
    """What the edition says of itself."""

    type = PublicationType(allow_null=True, help_text="The type of publication, or null.")
    license = fields.CharField(
        allow_blank=True, help_text="An SPDX identifier, or “all rights reserved”; empty where nothing is said."
    )
    funders = Funder(many=True, help_text="Who funded it.")
    disclosure = fields.CharField(allow_blank=True, help_text="Interests of the authors; may be empty.")
    ai_statement = fields.CharField(allow_blank=True, help_text="How AI was used; may be empty.")
