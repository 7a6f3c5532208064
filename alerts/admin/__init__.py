"""The admin for subscriptions. website/admin.py adds the other pages here to articles and snapshots."""

from alerts.admin.subscriptions import SubscriptionAdmin

__all__ = ["SubscriptionAdmin"]
