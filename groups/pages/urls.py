"""The addresses of the pages."""

from django.urls import path

from groups.pages.views import contact, device, engines, finding, ideas, near, now, reading, support, words

urlpatterns = [
    path("", finding.home, name="home"),
    path("groups/", finding.results, name="results"),
    path("groups/<slug:slug>/", finding.group, name="group"),
    path("g/<int:number>/", finding.group_by_number, name="group-by-number"),
    path("philosophies/", ideas.philosophies, name="philosophies"),
    path("philosophies/<slug:slug>/", ideas.philosophy, name="philosophy"),
    path("fellowships/", ideas.fellowships, name="fellowships"),
    path("fellowships/<slug:slug>/", ideas.fellowship, name="fellowship"),
    path("near/", near.countries, name="near"),
    path("near/<str:country>/", near.towns, name="near-country"),
    path("near/<str:country>/<str:slug>/", near.town, name="near-town"),
    path("choose/", ideas.choose, name="choose"),
    path("about/", reading.about, name="about"),
    path("privacy/", reading.privacy, name="privacy"),
    path("peer-support/", words.peer_support, name="peer-support"),
    path("first-meeting/", words.first_meeting, name="first-meeting"),
    path("for-counsellors/", words.for_counsellors, name="for-counsellors"),
    path("contact/", contact.contact, name="contact"),
    path("contact/thanks/", contact.thanks, name="contact-thanks"),
    path("help-others/", words.help_others, name="help-others"),
    path("help-now/", support.help_now, name="help-now"),
    path("support/<slug:slug>/", support.support, name="support"),
    path("practical-help/", support.practical_help, name="practical-help"),
    path("online/", now.online, name="online"),
    path("kept/", device.kept, name="kept"),
    path("opensearch.xml", engines.opensearch, name="opensearch"),
    path("manifest.webmanifest", device.manifest, name="manifest"),
]
