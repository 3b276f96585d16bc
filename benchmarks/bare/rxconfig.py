"""The bare page, built and served as Reflex does it by itself."""

import reflex as rx

config = rx.Config(app_name="bare", disable_plugins=[rx.plugins.SitemapPlugin])
