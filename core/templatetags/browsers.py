from django import template

from core.browsers import named_browser

register = template.Library()
register.filter("browser", named_browser)
