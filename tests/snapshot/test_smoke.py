import pytest
from tests import make
from editorial import publishing
pytestmark = pytest.mark.django_db
def test_x():
    s = make.snapshot()
    e = make.published(s)
    assert e.number == 1
    from django.utils import timezone
    from datetime import timedelta
    with pytest.raises(publishing.Refused): make.published(s)
    s.title='New'; s.slug='new-slug'; s.save()
    e2 = make.published(s, live_from=timezone.now()+timedelta(hours=1))
    assert e2.number==2
    publishing.cancel(e2)
    e2 = make.published(s)
    print(e2.content.text)
    from editorial.publishables import type_named
    t=type_named('snapshot')
    s=e2.parent
    w=t.freeze(s)
    rep=t.thaw(w,s)
    assert rep.is_exact
    from editorial.freezing import canonical
    assert canonical(t.freeze(s))==canonical(w)
    publishing.withdraw(make.articles_of(s)[0],'Wrong.')
