"""Words that by-lines and names are told by."""

from __future__ import annotations

_HONORIFICS = """
dr prof professor mr mrs ms miss sir dame lord amb ambassador col gen lt maj capt rev doc hon д-р
проф профессор доктор академик دکتر دكتر پوهاند استاد آقای خانم داکتر انجنیر
"""
_PARTICLES = """
van von de der den del della di da dos du la le el al ul ur bin ibn ben bint abu y e zu zur ter te
ten af av uulu kyzy kizi ogly oglu ogli uly qyzy qizi o'g'li zoda zade оглы оглу уулу кызы улы
зода фон дер ван де و ال
"""

_STAFF = """
empty|admin|administrator|staff|staff writer|staff writers|staff reporter|staff report|editor|
editors|the editors|editorial|editorial board|editorial team|editorial staff|webmaster|
guest author|guest contributor|guest|anonymous|our correspondent|special correspondent|
own correspondent|news desk|newsdesk|news editor|web desk|web editor|agencies|wire services|
agency reports|unknown|user|root|super user|author|by author|редакция|редактор|админ|наш корр|
наш корреспондент|собственный корреспондент|администратор|таҳририя|редаксия|tahririyat|
редакциясы|گروه خبر|تحریریه|هیئت تحریریه|مدیر سایت|گزارشگر|خبرنگار|مدیر
"""

_NOT_NAMES = """
see all view click here next previous the a an of in on at to for from with without by about after
before into over under between news analysis report reports reporting opinion commentary comment
comments feature features article articles field central asia asian eurasia eurasian south north
east west southern northern eastern western caucasus caspian middle silk road region regional
world global international national politics political economy economic economics energy security
society culture history business trade policy policies foreign affairs home page about contact
search menu print email share read more full story issue volume date published updated source
editor editors staff writer correspondent institute university college school academy center
centre foundation council department faculty ministry government agency press service services
bureau office committee association society program programme project studies research review
journal monitor daily weekly monthly digest analyst times post tribune gazette herald bulletin
brief briefs paper papers series working discussion executive summary introduction conclusion
conclusions background abstract keywords contents appendix annex chapter part section table figure
map box photo image video audio podcast interview january february march april june july august
september october november december monday tuesday wednesday thursday friday saturday sunday
republic federation union states kingdom kazakhstan kyrgyzstan tajikistan turkmenistan uzbekistan
afghanistan azerbaijan armenia russia china iran turkey pakistan india mongolia ukraine belarus
moldova europe european american russian kazakh kyrgyz tajik uzbek turkmen afghan chinese iranian
turkish soviet moscow beijing astana almaty bishkek dushanbe tashkent ashgabat kabul tehran baku
yerevan tbilisi ankara washington london brussels when what why how who where which whose is are
was were be been has have had do does did will would can could should may might must not no yes
and or but if than that this these those its their his her our your new old first last next great
big small water power border gas oil pipeline war peace crisis conflict election elections
president minister prime parliament visit talks deal agreement treaty strategy strategic alliance
partnership relations reform reforms rights human media freedom law court police army military
base bases forces terrorism islam islamic religion women youth migration migrants labor labour
rail railway corridor bank money dollar market markets prices crop cotton wheat river sea lake
mountain mountains valley pass city town village villages capital people state country countries
nation leader leaders power rules новости статья статьи анализ аналитика мнение интервью репортаж
главная страница политика экономика общество культура азия центральная средняя россия казахстан
кыргызстан киргизия таджикистан туркменистан узбекистан афганистан университет институт академия
центр фонд агентство газета журнал министерство республика читайте также фото видео источник автор
авторы комментарии подписаться خبر اخبار گزارش تحلیل سیاست اقتصاد فرهنگ جهان منطقه افغانستان
تاجیکستان ایران روسیه خانه صفحه نظرات مطالب مرتبط تاریخ منبع نویسنده دانشگاه انستیتوت مرکز در از
به که با برای این آن را است می
"""

HONORIFICS = frozenset(_HONORIFICS.split())
PARTICLES = frozenset(_PARTICLES.split())
STAFF = frozenset(_STAFF.replace("\n", "").split("|"))
"""By-lines that name nobody."""
NOT_NAMES = frozenset(_NOT_NAMES.split())
"""Words that are no part of a name standing alone on a line, in folded case."""
