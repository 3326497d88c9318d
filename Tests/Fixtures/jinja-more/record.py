#!/usr/bin/env python3
"""Renders the templates below with Jinja2 and records what comes out in cases.json beside this file.

    python3 record.py            # needs jinja2 3.1.6

The form of cases.json is that of ../conformance/jinja/README.md. Each group below is a context and its templates, one a line
(`\\n` stands for a line's end); a group may bring options and templates that others load.
"""
import json
import pathlib
import traceback

import jinja2

PEOPLE = {
    "users": [
        {"name": "Ada", "age": 36, "town": {"name": "London", "zip": "N1"}, "on": True},
        {"name": "bob", "age": 7, "town": {"name": "Paris", "zip": None}, "on": False},
        {"name": "Cleo", "age": 36, "town": {"name": "london", "zip": "W2"}, "on": True},
        {"name": "ada", "age": 1, "town": {"name": "Rome", "zip": "00"}, "on": False},
    ],
    "tree": [{"n": "a", "c": [{"n": "b", "c": [{"n": "c", "c": []}]}, {"n": "d", "c": []}]}, {"n": "e", "c": []}],
}
NUMBERS = {"n": [3, 1, 2, 10, -4], "f": [0.1, 2.5, -1.5, 1e16, 1e-7], "big": 2**70, "half": 2.5, "neg": -7, "zero": 0}
TEXTS = {
    "s": "Hello, World",
    "long": "The quick brown fox jumps over the lazy dog, and a-very-long-hyphenated-word follows it to the end.",
    "lines": "first\n  second\n\nfourth\r\nfifth",
    "html": '<a href="x">Ada & "Bob"</a>',
    "uni": "Straße ÆØÅ ﬁn İstanbul 日本",
    "url": "see http://example.com/a?b=c&d=(e), www.example.org. or mail me@example.com! https://x.y/z).",
    "mixed": {"b": 1, "A": 3, "c": 2, "B": 0},
}

GROUPS = {}


def group(name, context, templates, options=None, others=None):
    lines = [line for line in templates.strip("\n").split("\n") if line.strip()]
    GROUPS[name] = (context, [line.replace("\\n", "\n") for line in lines], options or {}, others or {})


group("whitespace", PEOPLE, r"""
a \n {%- if true -%} \n b \n {%- endif -%} \n c
a \n {%+ if true +%} \n b {% endif %}\n c\n
{%- for u in users %}\n  {{- u.name -}}\n{%- endfor %}\n
  {# c #}  \n  {#- d -#}  \n x
{% raw -%}  {{ a }}  {%- endraw %} y
{%- raw %} {% if %} {% endraw -%}   z
{{- 1 -}}  {{ 2 }}  {{- 3 }}\n\n
x{#- a -#}   {#+ b +#}   y
{% set x = 1 -%}\n\n\n{{ x }}\n\n
{%- set y -%}  a  {%- endset -%} [{{ y }}]
{{ "{{" }}{{ '}}' }}{{ "{%" }}{{ '%}' }}
{{ {'a': {'b': 1}}.a.b }}{{ {'a':{'b':1}}}}
""")
group("whitespace trimmed", PEOPLE, r"""
{% if true %}\n  a\n{% endif %}\nb\n
  {% if true %}\n  a\n  {% endif %}\nb\n
  {%+ if true %}\n  a\n  {%+ endif %}\nb\n
x {% if true %}\n a {% endif %}\n b
  {# c #}\n  {# d #} x\n
{% for u in users -%}\n  {{ u.name }}\n{% endfor +%}\nend
{{ 1 }}\n{{ 2 }}\n
{% raw %}\n  {% x %}\n{% endraw %}\ny
\t{% set a = 1 %}\t\n\t{{ a }}
a{% if true +%}\n\nb{% endif %}
""", {"trim_blocks": True, "lstrip_blocks": True})
group("line statements", PEOPLE, r"""
# for u in users\n  {{ u.name }} ## a comment\n# endfor\n
# for u in users:\n* {{ u.name }}\n# else\nnone\n# endfor
  # if true\n  yes\n  # endif\nend # not one\n
# set x = [1,\n  2,\n  3]\n{{ x }}
text\n#- if true -\n a\n# endif
## whole line\na\n  ## another\nb
{% if true %}\n# set z = 3\n{{ z }}\n{% endif %}
# macro m(a, b=2)\n{{ a }}{{ b }}\n# endmacro\n{{ m(1) }}
""", {"line_statement_prefix": "#", "line_comment_prefix": "##"})
group("own delimiters", PEOPLE, r"""
<% if true %>${ 1 + 1 }<% endif %><# c #>
<%- for u in users -%> ${u.name} <%- endfor -%>
{{ not }} {% this %} ${ "${" }
<% raw %>${ x }<% endraw %>
$ { 1 } ${{'a':1}['a']}
""", {"block_start_string": "<%", "block_end_string": "%>", "variable_start_string": "${", "variable_end_string": "}",
      "comment_start_string": "<#", "comment_end_string": "#>"})

group("macros", PEOPLE, r"""
{% macro m(a, b='x', c=b) %}{{ a }}{{ b }}{{ c }}{% endmacro %}{{ m(1) }}|{{ m(1, 2) }}|{{ m(b=3, a=4) }}|{{ m() }}
{% macro m(a) %}{{ a }}{{ varargs }}{{ kwargs }}{% endmacro %}{{ m(1, 2, 3, k=4) }}
{% macro m() %}{{ caller() if caller else 'none' }}{% endmacro %}{{ m() }}{% call m() %}in{% endcall %}
{% macro outer() %}<{{ caller('o') }}>{% endmacro %}{% macro inner() %}[{{ caller('i') }}]{% endmacro %}{% call(a) outer() %}{{ a }}{% call(b) inner() %}{{ a }}{{ b }}{% endcall %}{% endcall %}
{% macro m(a, b) %}{% endmacro %}{{ m.name }} {{ m.arguments }} {{ m.catch_varargs }} {{ m.catch_kwargs }} {{ m.caller }}
{% macro m(x) %}{% if x > 0 %}{{ x }}{{ m(x - 1) }}{% endif %}{% endmacro %}{{ m(4) }}
{% macro m(x) %}{% macro n(y) %}{{ x }}{{ y }}{% endmacro %}{{ n(2) }}{% endmacro %}{{ m(1) }}
{% macro m(a) %}{{ a }}{% endmacro %}{{ m(1, 2) }}
{% macro m(a) %}{{ a }}{% endmacro %}{{ m(1, b=2) }}
{% macro m(a) %}{{ a }}{% endmacro %}{{ m(1, a=2) }}
{% macro m() %}{{ x }}{% endmacro %}{% set x = 1 %}{{ m() }}{% set x = 2 %}{{ m() }}
{% macro m(users) %}{% for u in users %}{{ loop.index }}{% endfor %}{% endmacro %}{% for u in users %}{{ m([1,2]) }}-{{ loop.index }} {% endfor %}
{% macro m() %}a{% endmacro %}{{ m() ~ m() }}{{ m()|upper }}{{ m() is string }}
{% macro m(a=[]) %}{{ a }}{% endmacro %}{{ m() }}{{ m([1]) }}
{% set t %}{% macro q() %}x{% endmacro %}{{ q() }}{% endset %}{{ t }}{{ q is defined }}
{% macro m(x) %}{{ caller(x, *[2], **{'c': 3}) }}{% endmacro %}{% call(a, b, c=0) m(1) %}{{ a }}{{ b }}{{ c }}{% endcall %}
{% macro list_users(users) %}{% for user in users %}<{{ caller(user) }}>{% endfor %}{% endmacro %}{% call(user) list_users(users) %}{{ user.name }}{% endcall %}
{% call nothing() %}{% endcall %}
{% macro m(a, b=1, c) %}{% endmacro %}
{{ m() }}{% macro m() %}late{% endmacro %}
""")
group("loops", PEOPLE, r"""
{% for u in users %}{{ loop.index }}{{ loop.index0 }}{{ loop.revindex }}{{ loop.revindex0 }}{{ loop.first }}{{ loop.last }}{{ loop.length }}{% endfor %}
{% for u in users %}{{ loop.previtem.name }}<{{ u.name }}>{{ loop.nextitem.name }} {% endfor %}
{% for u in users %}{{ loop.cycle('a', 'b', 'c') }}{% endfor %}
{% for u in users %}{% if loop.changed(u.age) %}{{ u.age }}{% endif %}{% endfor %}
{% for u in users %}{{ loop.changed(u.age, u.on) }} {% endfor %}
{% for u in users if u.on %}{{ loop.index }}/{{ loop.length }} {% else %}none{% endfor %}
{% for u in users if u.age > 100 %}{{ u }}{% else %}none{% endfor %}
{% for x in tree recursive %}{{ loop.depth }}{{ loop.depth0 }}{{ x.n }}{% if x.c %}({{ loop(x.c) }}){% endif %}{% endfor %}
{% for x in tree recursive %}{% for y in [1] %}{{ loop.depth }}{% endfor %}{{ x.n }}{{ loop(x.c) }}{% endfor %}
{% for x in tree recursive %}{% set outer = loop %}{% for y in x.c %}{{ outer.index }}{{ loop.index }} {% endfor %}{% endfor %}
{% for k, v in {'a': 1, 'b': 2}.items() %}{{ k }}={{ v }};{% endfor %}
{% for a, (b, c) in [(1, (2, 3)), (4, (5, 6))] %}{{ a }}{{ b }}{{ c }} {% endfor %}
{% for a, b in [(1, 2, 3)] %}{{ a }}{% endfor %}
{% for a, b in [1] %}{{ a }}{% endfor %}
{% for c in 'añ日' %}{{ c }}.{% endfor %}
{% for x in none %}{% endfor %}
{% for x in missing %}{{ x }}{% else %}empty{% endfor %}
{% for x in 5 %}{% endfor %}
{% for x in [1,2,3] %}{% set x = x * 2 %}{{ x }}{% endfor %}{{ x }}
{% set s = 0 %}{% for x in [1,2] %}{% set s = s + x %}{% endfor %}{{ s }}
{% set ns = namespace(s=0, l=[]) %}{% for x in [1,2] %}{% set ns.s = ns.s + x %}{{ ns.l.append(x) }}{% endfor %}{{ ns.s }}{{ ns.l }}{{ ns }}
{% set ns = namespace() %}{% set ns.a = 1 %}{{ ns.a }}{{ ns.b is defined }}{{ ns['a'] }}
{% set d = {} %}{% set d.a = 1 %}
{% for x in range(3) %}{{ loop }}{% endfor %}
{% for x in [] %}{% else %}{{ loop is defined }}{% endfor %}
{% for x in [1,2,3,4] %}{% if x == 2 %}{% continue %}{% endif %}{% if x == 4 %}{% break %}{% endif %}{{ x }}{% else %}e{% endfor %}
{% for x in [1, 2] %}{% for y in 'ab' %}{{ loop.index }}{{ x }}{{ y }}{% endfor %}{{ loop.index }}{% endfor %}
{% for x in [3,1,2]|sort %}{{ loop.last }}{{ loop.length }}{% endfor %}
{% for x in users|map(attribute='name') %}{{ loop.last }}{{ loop.revindex }}{% endfor %}
{% for x in {'b': 1, 'a': 2} %}{{ x }}{% endfor %}{% for x in (1, 2) %}{{ x }}{% endfor %}
{% for x in [1] %}{{ loop.nope }}|{{ loop['index'] }}{% endfor %}
{% for x in [[1,2],[3]] recursive %}{{ loop(x) if x is iterable else x }}{% endfor %}
{{ loop.index }}
{% for loop in [1] %}{% endfor %}
{% set a, b = 1, 2 %}{{ a }}{{ b }}{% set (c, d) = [3, 4] %}{{ c }}{{ d }}
{% set a = 1 if false %}[{{ a }}]{% set b = a|default('d') %}{{ b }}
{% set x | upper %}abc{% endset %}{{ x }}{% set y | replace('a', 'b') | title %}abc aa{% endset %}{{ y }}
{% with a = 1, b = 2 %}{{ a }}{{ b }}{% endwith %}{{ a }}{% with %}{% set c = 1 %}{% endwith %}{{ c }}
{% set a = 5 %}{% with a = 1, b = a %}{{ a }}{{ b }}{% endwith %}
{% filter upper %}a{{ 'b' }}{% filter replace('A', 'z') %}a{% endfilter %}{% endfilter %}
{% if users|length > 3 and not zero or x %}a{% elif y %}b{% else %}c{% endif %}
{% set c = cycler('a', 'b') %}{{ c.next() }}{{ c.current }}{{ c.next() }}{{ c.next() }}{% do c.reset() %}{{ c.current }}
{% set j = joiner(' | ') %}{{ j() }}a{{ j() }}b{{ j() }}c
{{ dict(a=1, b=[2]) }}{{ dict({'x': 1}, y=2) }}{{ range(10)|list }}{{ range(5, 1, -2)|list }}{{ range(3)[1] }}{{ range(4)|length }}{{ range(2) }}
{{ dict([('a', 1), ('b', 2)]) }}{{ range(0) }}{{ range(1.5) }}
""", {"extensions": ["loopcontrols", "do"]})

group("items", PEOPLE, r"""
{% for g in users|groupby('age') %}{{ g.grouper }}:{% for u in g.list %}{{ u.name }},{% endfor %};{% endfor %}
{% for age, list in users|groupby('age') %}{{ age }}:{{ list|length }};{% endfor %}
{% for t, l in users|groupby('town.name') %}{{ t }}:{{ l|map(attribute='name')|join(',') }};{% endfor %}
{% for t, l in users|groupby('town.name', case_sensitive=true) %}{{ t }}:{{ l|map(attribute='name')|join(',') }};{% endfor %}
{% for t, l in users|groupby('nope', default='none') %}{{ t }}:{{ l|length }};{% endfor %}
{{ users|groupby('on')|map('first')|list }}
{{ [('a', 1), ('b', 2), ('a', 3)]|groupby(0)|list }}
{{ [1,2,3,4,5]|batch(2)|list }}{{ [1,2,3,4,5]|batch(2, 'x')|list }}{{ []|batch(3)|list }}
{{ [1,2,3,4,5]|slice(2)|list }}{{ [1,2,3,4,5]|slice(3, 0)|list }}{{ [1,2,3,4,5,6,7]|slice(3)|list }}{{ [1]|slice(3)|list }}{{ [1]|slice(3, 'x')|list }}
{{ [1,2]|batch(0)|list }}
{{ [1,2]|slice(0)|list }}
{{ users|map(attribute='town.zip')|list }}{{ users|map(attribute='town.nope', default='-')|list }}{{ users|map(attribute='nope')|list }}
{{ ['a', 'B']|map('upper')|list }}{{ [1.25, 2.5]|map('round', 1)|list }}{{ ['a b']|map('replace', ' ', '_')|join }}{{ [' x ']|map('trim')|list }}
{{ [[1,2],[3]]|map('sum')|list }}{{ [[1,2],[3]]|map(attribute=0)|list }}{{ ['ab', 'cd']|map(attribute='1')|list }}
{{ users|map()|list }}
{{ users|map('nope')|list }}
{{ users|selectattr('on')|map(attribute='name')|list }}{{ users|rejectattr('on')|map(attribute='name')|list }}
{{ users|selectattr('age', 'gt', 10)|map(attribute='name')|list }}{{ users|selectattr('town.zip', 'none')|map(attribute='name')|list }}
{{ users|selectattr('name', 'in', ['Ada', 'bob'])|list|length }}{{ users|rejectattr('age', 'equalto', 36)|list|length }}{{ users|selectattr('name', '==', 'Ada')|list|length }}
{{ [0,1,'',none,'a',[],[0]]|select|list }}{{ [0,1,'',none,'a']|reject|list }}{{ range(10)|select('divisibleby', 3)|list }}{{ range(6)|reject('odd')|list }}
{{ [1, 'a', 2.0, none]|select('number')|list }}{{ [1, 'a', 2.0, none]|select('string')|list }}{{ [1,2]|select('nope')|list }}
{{ ['b', 'A', 'c', 'B']|sort }}{{ ['b', 'A', 'c', 'B']|sort(case_sensitive=true) }}{{ ['b', 'A', 'c', 'B']|sort(reverse=true) }}{{ [3,1,2]|sort(true) }}
{{ users|sort(attribute='age,name')|map(attribute='name')|join(' ') }}|{{ users|sort(attribute='town.name')|map(attribute='name')|join(' ') }}|{{ users|sort(attribute='name', case_sensitive=true)|map(attribute='name')|join(' ') }}
{{ [1, 'a']|sort }}
{{ [none, 1]|sort }}
{{ users|sort(attribute='nope')|map(attribute='name')|join }}
{{ [[2,'a'],[1,'b']]|sort(attribute=0) }}{{ [[2,'a'],[1,'b']]|sort(attribute='1') }}{{ [(2, 'b'), (1, 'z'), (2, 'A')]|sort }}
{{ 'hello'|sort }}{{ {'b': 1, 'a': 2}|sort }}{{ [true, 0, 2]|sort }}
{{ {'b': 1, 'A': 3, 'c': 2, 'B': 0}|dictsort }}{{ {'b': 1, 'A': 3, 'c': 2, 'B': 0}|dictsort(true) }}{{ {'b': 1, 'A': 3}|dictsort(false, 'value') }}{{ {'b': 1, 'A': 3}|dictsort(reverse=true) }}
{{ {'b': 'x', 'A': 'B'}|dictsort(by='value') }}{{ {}|dictsort }}{{ {1: 2, 0: 3}|dictsort }}
{{ {'a': 1}|dictsort(by='nope') }}
{{ ['a', 'A', 'b', 'a']|unique|list }}{{ ['a', 'A', 'b', 'a']|unique(true)|list }}{{ users|unique(attribute='age')|map(attribute='name')|list }}{{ [1, 1.0, true]|unique|list }}
{{ [3,1,2]|min }}{{ [3,1,2]|max }}{{ ['b', 'A']|min }}{{ ['b', 'A']|min(case_sensitive=true) }}{{ users|max(attribute='age') }}{{ []|min }}|{{ users|min(attribute='town.name') }}
{{ [1,2.5]|sum }}{{ users|sum(attribute='age') }}{{ []|sum }}{{ [[1],[2]]|sum(start=[]) }}{{ users|sum('age', 100) }}
{{ ['a']|sum }}
{{ [1,2,3]|first }}{{ []|first }}|{{ 'abc'|last }}{{ [1,2,3]|last }}{{ {'a': 1}|first }}{{ ''|first is undefined }}
{{ [1,2]|reverse }}|{{ [1,2]|reverse|list }}{{ 'añ日'|reverse }}{{ (1,2)|reverse|list }}{{ {'a':1,'b':2}|reverse|list }}
{{ 5|reverse }}
{{ [1,'a',none]|join }}{{ [1,2]|join(', ') }}{{ users|join('-', attribute='name') }}{{ users|join(d='+', attribute='town.name') }}{{ 'abc'|join('.') }}{{ {'a':1,'b':2}|join(',') }}
{{ {'a': 1}|items|list }}{{ missing|items|list }}{{ 'abc'|list }}{{ {'a':1}|list }}{{ 5|list }}
{{ [1]|items }}
{{ {'a':1}|length }}{{ 'añ日'|length }}{{ 'añ日'|count }}{{ missing|length }}
{{ 5|length }}
{{ users[0]|attr('name') }}|{{ 'abc'|attr('upper') is callable }}|{{ users[0].name|attr('nope') }}
""")
group("numbers", NUMBERS, r"""
{{ '12'|int }}{{ ' 12 '|int }}{{ '-0012'|int }}{{ '1_000'|int }}{{ '12.7'|int }}{{ 'x'|int }}{{ 'x'|int(5) }}{{ '0x1f'|int(base=16) }}{{ '1f'|int(0, 16) }}{{ '0b101'|int(0, 2) }}{{ '0o17'|int(0, 8) }}{{ '777'|int(base=8) }}
{{ 12.9|int }}{{ -12.9|int }}{{ (-12.9)|int }}{{ true|int }}{{ none|int }}{{ ''|int }}{{ '1e3'|int }}{{ '0x10'|int(7, 0) }}{{ 'zz'|int(7, 36) }}{{ [1]|int(9) }}{{ missing|int }}{{ '１２'|int }}
{{ '1.5'|float }}{{ '1e3'|float }}{{ 'inf'|float }}{{ '-infinity'|float }}{{ 'nan'|float }}{{ '1_0.5'|float }}{{ 'x'|float }}{{ 'x'|float(2.5) }}{{ '.5'|float }}{{ '5.'|float }}{{ true|float }}{{ none|float(1) }}{{ big|float }}{{ '0x1'|float }}
{{ '99999999999999999999999'|int }}{{ '1e400'|float }}{{ 1e400|int(3) }}
{{ 2.5|round }}{{ 3.5|round }}{{ -2.5|round }}{{ 2.675|round(2) }}{{ 42.55|round(1, 'ceil') }}{{ 42.55|round(1, 'floor') }}{{ 1234|round(-2) }}{{ 1250|round(-2) }}{{ 42|round }}{{ 0.5|round }}{{ 42.1|round(0, 'ceil')|int }}{{ (-42.1)|round(0, 'floor') }}
{{ 1.5|round(0, 'nope') }}
{{ 'x'|round }}
{{ -5|abs }}{{ (-5)|abs }}{{ 2.5|abs }}{{ true|abs }}{{ big|abs }}
{{ 1/3 }}{{ 1e16 }}{{ 1e15 }}{{ 123456789.123456789 }}{{ 1e-5 }}{{ 0.0001 }}{{ 1e22 }}{{ 1.0 }}{{ -0.0 }}{{ 5e-324 }}{{ 1.7976931348623157e308 }}{{ 1e309 }}{{ f }}
{{ 7 // 2 }}{{ -7 // 2 }}{{ 7 % -3 }}{{ -7 % 3 }}{{ 7.5 // 2 }}{{ -7.5 % 2 }}{{ 2 ** 10 }}{{ 2 ** -1 }}{{ 2 ** 0.5 }}{{ -2 ** 2 }}{{ 2 ** 3 ** 2 }}{{ (-8) ** (1/3) }}
{{ 1 // 0 }}
{{ 1.0 / 0 }}
{{ 5 % 0 }}
{{ 0 ** -1 }}
{{ big }}{{ big * big }}{{ big // 3 }}{{ -big // 3 }}{{ big % 1000 }}{{ big == big + 0.0 }}{{ big > 1e20 }}{{ 10 ** 30 }}{{ 9007199254740993 == 9007199254740992.0 }}
{{ 1_000 }}{{ 0xff }}{{ 0b11 }}{{ 0o17 }}{{ 1_0.5_0 }}{{ 1e+2 }}{{ 0x_f }}{{ 00 }}
{{ 1.real }}
{{ 1 == 1.0 }}{{ 1 == true }}{{ '1' == 1 }}{{ 1 < 2 < 3 }}{{ 3 > 2 > 2 }}{{ 1 < 2 == true }}{{ [1,2] < [1,3] }}{{ (1,) < (1, 0) }}{{ 'a' < 'b' }}{{ none == none }}{{ [] == () }}{{ {'a': 1} == {'a': 1.0} }}
{{ 1 < 'a' }}
{{ none < 1 }}
{{ 1 in [1.0] }}{{ 'a' in 'abc' }}{{ 'z' not in 'abc' }}{{ 'a' in {'a': 1} }}{{ not 1 in [2] }}{{ '' in 'a' }}
{{ 1 in 'abc' }}
{{ 1 in 5 }}
{{ 1 + '1' }}
{{ '1' + 1 }}
{{ 'a' * 3 }}{{ 3 * 'a' }}{{ [1] * 2 }}{{ [1] + [2] }}{{ (1,) + (2,) }}{{ 'a' * -1 }}{{ [0] * 0 }}
{{ [1] + (2,) }}
{{ 'a' ~ 1 ~ none ~ [1] ~ 2.0 }}{{ 1 ~ 2 }}{{ true ~ false }}
{{ 1000000|filesizeformat }}|{{ 999|filesizeformat }}|{{ 1|filesizeformat }}|{{ 0|filesizeformat }}|{{ 1024|filesizeformat(true) }}|{{ 123456789|filesizeformat }}|{{ 1e30|filesizeformat }}|{{ '5000'|filesizeformat }}|{{ -1|filesizeformat }}
{{ 5 is divisibleby 5 }}{{ 5 is divisibleby(2) }}{{ 3 is odd }}{{ 2 is even }}{{ 2.0 is even }}{{ 1 is number }}{{ true is number }}{{ 1.0 is integer }}{{ 1 is float }}{{ true is integer }}{{ true is boolean }}
{{ 1 if true else 2 if false else 3 }}{{ (1 if false) is undefined }}{{ 1 and 2 }}{{ 0 or '' or 'x' }}{{ not 0 }}{{ 0 and x.y.z }}{{ 1 or x.y.z }}
{{ - 5 }}{{ + 5 }}{{ -(-5) }}{{ - - 5 }}{{ not not true }}{{ -half }}{{ 5 - -5 }}
{{ 5 is not odd }}{{ not 5 is odd }}{{ 5 is odd and 4 is even }}{{ 1 + 2 is odd }}{{ 2 is eq 2 }}{{ 2 is ge(1) }}{{ 2 is in [1,2] }}{{ 2 is not in [1] }}
""")
group("texts", TEXTS, r"""
{{ long|wordwrap(20) }}
{{ long|wordwrap(10, false) }}
{{ long|wordwrap(10, true, '|') }}
{{ long|wordwrap(15, break_on_hyphens=false) }}
{{ lines|wordwrap(5) }}
{{ ''|wordwrap }}{{ 'a  b   c'|wordwrap(3) }}
{{ lines|indent }}
{{ lines|indent(2, true) }}
{{ lines|indent(2, true, true) }}
{{ lines|indent('> ', first=true, blank=true) }}
{{ 'a\n'|indent }}|{{ '\na'|indent(first=true) }}|{{ 'x'|indent(width=0) }}
{{ long|truncate(20) }}|{{ long|truncate(20, true) }}|{{ long|truncate(20, false, '…') }}|{{ long|truncate(20, leeway=0) }}|{{ 'short'|truncate(3) }}|{{ 'short'|truncate(3, leeway=0) }}|{{ 'nospaces'|truncate(5, leeway=0) }}|{{ 'a b c d e f g h'|truncate(7, false, '', 0) }}
{{ 'abc'|truncate(2) }}{{ 'foo bar baz qux'|truncate(11) }}{{ 'foo bar baz qux'|truncate(11, true) }}
{{ 'foo bar baz qux'|truncate(2, leeway=0) }}
{{ url|urlize }}
{{ url|urlize(10, true) }}
{{ url|urlize(target='_blank', rel='me') }}
{{ 'ftp://x.org tel:+123 x.com/y foo.net'|urlize(extra_schemes=['ftp:', 'tel:']) }}
{{ '(http://a.b/c) <http://d.e> "www.f.org"'|urlize }}
{{ 'http://a.b/(c)_(d) mailto:a@b.org a@b.c, http://localhost:80/x'|urlize }}
{{ 'x'|urlize(extra_schemes=['bad scheme']) }}
{{ {'class': 'a b', 'id': none, 'x': missing, 'n': 1, 'q': '"<'}|xmlattr }}|{{ {'a': 1}|xmlattr(false) }}|{{ {}|xmlattr }}
{{ {'a b': 1}|xmlattr }}
{{ {'a>': 1}|xmlattr }}
{{ {'b': [1, 2.0, none, true], 'a': '</script>&\'"é'}|tojson }}|{{ [1]|tojson(2) }}|{{ {'a': {'b': []}, 'c': {}}|tojson(indent=4) }}|{{ 'é'|tojson }}|{{ (1,2)|tojson }}
{{ missing|tojson }}
{{ {1: 'a', none: 2, true: 3}|tojson }}
{{ 1e16|tojson }}{{ 1.0|tojson }}{{ 'nan'|float|tojson }}{{ 1e-7|tojson }}{{ 'inf'|float|tojson }}
{{ 'a b/c?d=é&f'|urlencode }}|{{ {'a': 1, 'b c': 'd/e'}|urlencode }}|{{ [('a', 1), ('a', 2)]|urlencode }}|{{ 1.5|urlencode }}|{{ '~-._'|urlencode }}
{{ '%s is %d'|format('x', 5) }}|{{ '%(a)s %(b)05.1f'|format(a=1, b=2.25) }}|{{ '%5s|%-5s|%05d|%x|%X|%o|%e|%g|%c|%%|%r'|format('a', 'b', 42, 255, 255, 8, 1234.5, 0.0001, 65, 'q') }}
{{ '%s'|format }}
{{ '%d'|format('x') }}
{{ '%s %s'|format(1) }}
{{ '%s'|format(1, 2) }}
{{ '%z'|format(1) }}
{{ '%s %s' % ('a', [1]) }}{{ '%.3s|%+d|% d|%#x|%5.1f|%.0f|%*d' % ('abcdef', 5, 5, 255, 2.25, 2.5, 5, 3) }}{{ '%(x)s' % {'x': 1} }}{{ '%s' % none }}{{ '%s' % (1,) }}{{ '%a' % 'é' }}
{{ '%d' % 2.9 }}{{ '%i' % true }}{{ '%.2e' % 0 }}{{ '%g' % 1e20 }}{{ '%G' % 1e-10 }}{{ '%f' % 1e20 }}{{ '%s' % 1e20 }}{{ '%x' % -255 }}{{ '%5%' % () }}
{{ s[0] }}{{ s[-1] }}{{ s[1:4] }}{{ s[::-1] }}{{ s[::2] }}{{ s[-3:] }}{{ s[:-3] }}{{ s[10:100] }}|{{ s[5:2] }}|{{ s[100:] }}|{{ s[-1:0:-3] }}{{ uni[::-1] }}
{{ [1,2,3,4][1:] }}{{ [1,2,3,4][::-1] }}{{ [1,2,3,4][-2:] }}{{ (1,2,3)[:2] }}{{ (1,2,3)[:1] }}{{ [1,2,3][none:2] }}{{ range(10)[2:8:3]|list }}{{ range(10)[::-4] }}
{{ s[::0] }}
{{ s[100] }}|{{ [1][5] }}|{{ {}['a'] }}|{{ s['x'] }}|{{ s.nope }}
{{ s[1.0] is undefined }}{{ [1,2][true] }}{{ {'1': 'a', 1: 'b'}[1] }}
{{ uni|upper }}|{{ uni|lower }}|{{ uni|title }}|{{ uni|capitalize }}|{{ uni|length }}|{{ uni.casefold() }}|{{ uni.swapcase() }}
{{ "they're bill's friends"|title }}|{{ "they're bill's".title() }}|{{ 'foo-bar (baz) [qux]'|title }}|{{ 'a1b2 c'|title }}|{{ 'ﬁn ǆ'|title }}
{{ '  x '|trim }}|{{ 'xxaxx'|trim('x') }}|{{ 'x'|center(5) }}|{{ 'ab'|center(5) }}|{{ 'ab'|center(1) }}|{{ 'a b  c'|wordcount }}|{{ "it's"|wordcount }}|{{ ''|wordcount }}
{{ s|replace('l', 'L') }}{{ s|replace('l', 'L', 2) }}{{ s|replace('', '-') }}{{ s|replace('o', '') }}{{ 1.5|replace('.', ',') }}
{{ html|striptags }}|{{ '<p>a<!-- <b> -->  b</p>\n c &amp; &lt;d&gt; &eacute;'|striptags }}|{{ '<<a>b>'|striptags }}
{{ html|escape }}{{ html|e|e }}{{ html|forceescape }}{{ html|e|forceescape }}{{ 1|e }}{{ none|e }}{{ html|safe }}
{{ [html] }}{{ ["it's", 'say "x"', 'both \'"', 'a\\b', '\t\n\x00é\u200b'] }}{{ {'a': (1,), 'b': none, 'c': {}} }}{{ () }}{{ (1,) }}{{ [[]] }}{{ true }}{{ {1: 2.0, none: true} }}
{{ s.split(', ') }}{{ 'a,b,,c'.split(',') }}{{ ' a  b '.split() }}{{ 'a b c'.split(none, 1) }}{{ 'a b c'.rsplit(' ', 1) }}{{ lines.splitlines() }}{{ lines.splitlines(true) }}{{ 'a-b-c'.partition('-') }}{{ 'a-b-c'.rpartition('-') }}{{ 'abc'.partition('x') }}
{{ s.find('o') }}{{ s.rfind('o') }}{{ s.find('z') }}{{ s.index('W') }}{{ s.count('l') }}{{ s.count('') }}{{ s.startswith('He') }}{{ s.endswith(('x', 'd')) }}{{ s.startswith('l', 2) }}{{ s.find('l', -3) }}
{{ s.index('z') }}
{{ 'a'.join(['x', 'y']) }}{{ ', '.join(mixed) }}{{ 'ab'.zfill(5) }}{{ '-5'.zfill(4) }}{{ 'x'.ljust(3, '.') }}{{ 'x'.rjust(3) }}{{ 'x'.center(4, '*') }}{{ 'a\tb'.expandtabs(4) }}
{{ 'a'.join([1]) }}
{{ '{} {0}'.format(1) }}
{{ '{} {} {x}'.format(1, 'b', x=3) }}{{ '{0:>5}|{0:<5}|{0:^5}|{1:05.1f}|{2:,}|{2:_}|{3:x}|{3:#b}|{4:.2%}|{5!r}'.format('a', 2.25, 1234567, 255, 0.256, 'q') }}{{ '{a[x]}{b.real}{c[0]}'.format(a={'x': 1}, b=5, c=[7]) }}{{ '{{}}'.format() }}
{{ '{x}'.format() }}
{{ 'abc'.isalpha() }}{{ '12'.isdigit() }}{{ '½'.isnumeric() }}{{ 'a1'.isalnum() }}{{ ' '.isspace() }}{{ 'Ab'.istitle() }}{{ 'a'.isidentifier() }}{{ ''.isupper() }}{{ 'A1'.isupper() }}{{ '²'.isdigit() }}{{ '²'.isdecimal() }}{{ 'é'.isascii() }}{{ 'a\n'.isprintable() }}
{{ 'xax'.strip('x') }}{{ 'abc'.removeprefix('a') }}{{ 'abc'.removesuffix('c') }}{{ 'aXbX'.replace('X', '', 1) }}{{ 'abc'.translate({97: 'x', 98: none}) }}{{ 'é'.encode('utf-8') }}
{{ mixed.get('b') }}{{ mixed.get('z', 5) }}{{ mixed.keys()|list }}{{ mixed.values()|list }}{{ mixed.items()|list }}{{ mixed.keys() }}{{ mixed.pop('b') }}{{ mixed }}{{ mixed.update({'q': 1}) }}{{ mixed.setdefault('r', 2) }}{{ mixed.copy() }}
{{ [3,1].index(1) }}{{ [1,1].count(1) }}{% set l = [3,1,2] %}{{ l.sort() }}{{ l }}{{ l.pop() }}{{ l.insert(0, 9) }}{{ l.extend([1]) }}{{ l.reverse() }}{{ l.remove(9) }}{{ l }}{{ l.clear() }}{{ l }}
{{ l.nope() }}
{{ 'abc'.nope() }}
{{ s() }}
{{ [1].pop(5) }}
{{ "\x41\u00e9\N{BULLET}\101\q\
b" }}{{ 'a' 'b' "c" }}{{ '\'' }}{{ "\\n" }}
{{ s|pprint }}{{ mixed|pprint }}{{ {'k' * 30: 'v' * 30, 'l' * 30: ['w' * 30]}|pprint }}
""")
group("escaped", TEXTS, r"""
{{ html }}{{ html|safe }}{{ html|upper }}{{ (html|safe)|upper }}{{ html|e }}{{ html|forceescape }}{{ '<b>' }}{{ '<b>'|safe }}
{{ '<b>'|safe + '<i>' }}{{ '<i>' + '<b>'|safe }}{{ '<b>'|safe ~ '<i>' }}{{ ('<b>%s</b>'|safe) % '<i>' }}{{ '<b>%s</b>'|safe|format('<i>') }}{{ '<b>{}</b>'|safe|attr('format') is callable }}
{{ ['<a>', '<b>'|safe]|join('<br>') }}{{ ['<a>', '<b>'|safe]|join('<br>'|safe) }}{{ ['<a>'] }}{{ {'<k>': '<v>'} }}
{{ html|replace('<', '[') }}{{ html|safe|replace('<', '[') }}{{ 'a'|replace('a', '<b>'|safe) }}{{ 'a'|safe|replace('a', '<b>') }}
{{ html|truncate(10) }}{{ html|safe|truncate(10, true, '…', 0) }}{{ html|wordwrap(5) }}{{ html|indent(first=true) }}{{ (html|safe)|indent(first=true) }}{{ html|title }}{{ html|trim }}{{ html|center(40) }}
{{ url|urlize }}{{ '<b>http://x.org</b>'|urlize }}{{ '<b>http://x.org</b>'|safe|urlize }}
{{ {'a': '<&"'}|xmlattr }}{{ {'a': '<'}|tojson }}{{ 'a&b'|urlencode }}{{ html|striptags }}{{ html|list }}{{ html|first }}{{ (html|safe)|first }}
{% set x %}<b>{{ '<i>' }}</b>{% endset %}{{ x }}{{ x is escaped }}{{ html is escaped }}{% macro m(a) %}<m>{{ a }}{% endmacro %}{{ m('<') }}{{ m('<')|upper }}
{% autoescape false %}{{ html }}{% autoescape true %}{{ html }}{% endautoescape %}{% endautoescape %}{% filter upper %}<b>{{ '<' }}{% endfilter %}{% call m('x') %}{% endcall %}
{{ ('<b>'|safe) * 2 }}{{ ('<b>'|safe)[0] }}{{ ('<b>'|safe).upper() }}{{ ('<b> <i>'|safe).split(' ') }}{{ ('<b>'|safe).join(['<', '>']) }}{{ '<b>'.join(['<', '>']) }}{{ ('{}<b>'|safe).format('<') }}{{ ('<a>'|e).unescape() }}{{ ('<a>'|safe).striptags() }}
{{ html|string is escaped }}{{ (html|safe|string) }}{{ 1|safe }}{{ none|safe }}{{ missing }}{{ [html|safe] }}{{ (html|safe)|pprint }}{{ html|pprint }}
{{ "a\nb"|replace("\n", "<br>"|safe) }}{{ '%s'|format('<'|safe) }}{{ '<%s>'|format('<'|safe) }}{{ ('<'|safe) ~ 1 ~ none }}{{ '<' if true }}{{ not '<' }}{{ '<' in html }}
{{ html|reverse }}{{ (html|safe)|reverse }}{{ (html|safe)|lower }}{{ (html|safe)|capitalize }}{{ html|escape|length }}{{ ['<']|map('escape')|list }}{{ ['<', '>']|map('upper')|join }}{{ ['<']|string }}
""", {"autoescape": True})
UNDEFINED = r"""
[{{ x }}][{{ users[9] }}][{{ users[0].nope }}]
{{ x.y }}
{{ x.y.z }}
{{ x['y'] }}
{{ x() }}
{{ x + 1 }}
{{ 1 + x }}
{{ -x }}
{{ x == y }}{{ x is defined }}{{ x is undefined }}{{ x|default('d') }}{{ x|d('e', true) }}{{ ''|d('f') }}{{ ''|d('g', true) }}{{ none|d('h') }}
{{ x == 1 }}{{ x != 1 }}
{% if x %}a{% else %}b{% endif %}
{% for i in x %}a{% else %}b{% endfor %}
{{ x|length }}
{{ x|upper }}|{{ x|string }}|{{ x|list }}|{{ x|join }}
{{ x ~ 'a' }}
{{ x in [1] }}
{{ 1 in x }}
{{ x|int }}|{{ x|float }}
{{ [x] }}
{{ x < 1 }}
{{ users[0].town.nope.z }}
{{ users.nope }}
{{ users[0]['nope'] }}
{{ x|tojson }}
{{ x or 'a' }}{{ x and 'a' }}{{ not x }}
{{ x if x is defined else 'n' }}{{ (1 if false) }}
{{ 'a' if x }}
{{ x|replace('a', 'b') }}
{{ x|default(y) }}
{{ nope.a.b.c|default('d') }}
{{ x is none }}{{ x is string }}{{ x is iterable }}{{ x is mapping }}{{ x is sequence }}{{ x is number }}
{{ '%s'|format(x) }}
{{ x|e }}|{{ x|safe }}|{{ x|trim }}
{{ x[0:1] }}
{{ x|first }}
{{ x|sum }}|{{ x|sort }}|{{ x|unique|list }}
{{ dict(a=x) }}
"""
for kind in ("default", "strict", "chainable"):
    group(f"undefined {kind}", PEOPLE, UNDEFINED, {"undefined": kind})

OTHERS = {
    "base.html": "<{% block title %}T{% endblock %}|{% block body %}B{% block inner %}I{% endblock %}{% endblock %}>{{ v }}",
    "middle.html": "{% extends 'base.html' %}{% block body %}[{{ super() }}]{% endblock %}{% block title %}M-{{ super() }}{% endblock %}",
    "part.html": "part {{ v }}{{ w }}{% set inside = 1 %}",
    "loops.html": "{{ loop.index }}{{ i }}",
    "forms.html": "{% set kind = 'text' %}{% macro field(n, t=kind) %}<{{ n }}:{{ t }}:{{ v }}>{% endmacro %}{% macro _hidden() %}h{% endmacro %}top",
    "bad.html": "a\n{{ 1 // 0 }}",
    "syntax.html": "a\n{% if %}",
    "self.html": "{% include 'self.html' %}",
    "required.html": "{% block a required %}{% endblock %}",
    "scoped.html": "{% for i in [1, 2] %}{% block row scoped %}{{ i }}{% endblock %}{% endfor %}",
    "unscoped.html": "{% for i in [1, 2] %}{% block row %}{{ i }}{% endblock %}{% endfor %}",
}
group("several templates", {"v": "V", "w": "W", "names": ["none.html", "part.html"]}, r"""
{% extends 'base.html' %}{% block body %}C{{ super() }}{% endblock %}
{% extends 'middle.html' %}{% block inner %}X{{ super() }}{% endblock %}{% block title %}{{ super.super() }}{% endblock %}
{% extends 'middle.html' %}{% block body %}{{ super() }}{{ self.title() }}{% endblock %}
{% extends 'base.html' %}ignored{% set v = 'set' %}{% block title %}{{ v }}{% endblock %}
{% extends 'none.html' %}
{% extends 'base.html' %}{% extends 'base.html' %}
{% if true %}{% extends 'base.html' %}{% endif %}text{% block title %}c{% endblock %}
{% extends x %}
{% block a %}1{% endblock %}{{ self.a() }}{% block a %}2{% endblock %}
{% block a %}1{% endblock %}{{ self.a() }}{{ self.nope() }}
{% block a %}{{ super() }}{% endblock %}
{% extends 'required.html' %}
{% extends 'required.html' %}{% block a %}ok{% endblock %}
{% extends 'scoped.html' %}{% block row %}<{{ i }}>{% endblock %}
{% extends 'unscoped.html' %}{% block row %}<{{ i }}>{% endblock %}
{% include 'part.html' %}{{ inside }}{% set w = 'local' %}{% include 'part.html' %}{% include 'part.html' without context %}
{% for i in [1, 2] %}{% include 'loops.html' %}{% endfor %}
{% include names %}{% include ['none.html', 'part.html'] %}{% include 'none.html' ignore missing %}{% include ['a', 'b'] ignore missing with context %}
{% include ['a', 'b'] %}
{% include 'none.html' %}
{% include [] %}
a\n\n{% include 'bad.html' %}
a\n{% include 'syntax.html' %}
{% include 'self.html' %}
{% import 'forms.html' as f %}{{ f.field('a') }}{{ f.kind }}{{ f.nope }}{{ f._hidden() }}
{% import 'forms.html' as f with context %}{{ f.field('a') }}
{% from 'forms.html' import field, field as g, kind %}{{ field('b') }}{{ g('c', 'd') }}{{ kind }}
{% from 'forms.html' import nope %}{{ nope is defined }}{{ nope() }}
{% from 'forms.html' import _hidden %}
{% from 'forms.html' import field with context %}{{ field('b') }}
{% import 'forms.html' as f %}{{ f }}
{% from 'bad.html' import x %}
{% set w = 1 %}{% with w = 2 %}{% include 'part.html' %}{% endwith %}
{% block a scoped %}{% include 'part.html' %}{% endblock %}{% set v = 'later' %}
{% macro m(v) %}{% include 'part.html' %}{% endmacro %}{{ m('arg') }}
{% import 'forms.html' as f %}{% block b %}{{ f is defined }}{% endblock %}
{% block outer %}{% set q = 1 %}{% block inner scoped %}{{ q }}{% endblock %}{% endblock %}{{ q }}
{% extends 'base.html' %}{% macro m() %}mm{% endmacro %}{% block title %}{{ m() }}{% endblock %}
{% extends 'base.html' %}{% import 'forms.html' as f %}{% block title %}{{ f.kind }}{% endblock %}
""", others=OTHERS)

group("mistakes", PEOPLE, r"""
a\n{{ x
a\n{% if x %}\nb
a\n{% if x %}\nb{% endfor %}
{% for x %}{% endfor %}
{% for x in %}{% endfor %}
{{ 1 + }}
{{ (1, 2 }}
{{ [1, 2) }}
{{ {'a' 1} }}
{{ 'abc }}
{{ a b }}
{{ a | }}
{{ a | nope }}
{{ a is nope }}
{{ a is }}
{{ @ }}
{{ a.1b }}
{% nope %}
{% endif %}
{% block %}{% endblock %}
{% block a-b %}{% endblock %}
{% block a %}{% endblock b %}
{% macro %}{% endmacro %}
{% macro m(1) %}{% endmacro %}
{% set 1 = 2 %}
{% set x %}
{% set none = 1 %}
{% set a.b.c = 1 %}
{# never closed
{% raw %} never closed
{% call x %}{% endcall %}
{% include %}
{% import 'x' %}
{% from 'x' import %}
{% from 'x' import a b %}
{% filter %}{% endfilter %}
{% if a %}{% else %}{% else %}{% endif %}
{% if a %}{% else %}{% elif b %}{% endif %}
{{ f(a=1, 2) }}
{{ f(**a, *b) }}
{{ f(a, a=1, a=2) }}
{{ a[1:2:3:4] }}
{{ a[] }}
{{ }}
{% %}
{% autoescape %}{% endautoescape %}
{% with a %}{% endwith %}
{% continue %}
{% for a in b %}{% block x %}{{ y | }}{% endblock %}{% endfor %}
{{ 1 if }}
{{ not }}
{{ a..b }}
{{ a ** }}
{{ 5 5 }}
{{ 'a' if b else }}
{{ x|upper( }}
{{ 1|int('a', 'b', 'c', 'd') }}
{{ 'a'|upper(1) }}
{{ 'a'|truncate(nope=1) }}
{{ 5 is divisibleby }}
{{ 5 is divisibleby 0 }}
{{ 5 is divisibleby 'a' }}
{{ range() }}
{{ range(1, 2, 0) }}
{{ range(1000000000000) }}
{{ users[0].town.name.nope.nope }}
\n\n{{ users[0]\n .nope\n .nope }}
{% set x = users[0] -%}\n\n{{ x.y.z }}
{{ 'a'.join() }}
{{ users|map(attribute='name', nope=1)|list }}
{{ users|selectattr()|list }}
{{ users|select('divisibleby')|list }}
{{ none.x }}|{{ none['x'] }}
{{ none() }}
{{ 1() }}
{{ true.x }}{{ 5 .x }}
{{ a!b }}
{{ a && b }}
{{ a == == b }}
{{ a = b }}
{{ "a\"b' }}
{{ lambda }}{{ import }}
{{ 'x' is filter }}{{ 'upper' is filter }}{{ 'odd' is test }}{{ 'x' is test }}
{{ users is sequence }}{{ users is mapping }}{{ users[0] is mapping }}{{ 'a' is sameas 'a' }}{{ none is none }}{{ 1 is sameas 1 }}{{ [] is sameas [] }}{{ range is callable }}{{ 'ab' is lower }}{{ 'A' is upper }}{{ false is false }}{{ 0 is false }}{{ 1 is true }}
""", {"extensions": ["loopcontrols"]})

KINDS = {"default": jinja2.Undefined, "strict": jinja2.StrictUndefined, "chainable": jinja2.ChainableUndefined}
EXTENSIONS = {"loopcontrols": "jinja2.ext.loopcontrols", "do": "jinja2.ext.do"}


def render(source, context, options, others):
    options = dict(options)
    undefined = KINDS[options.pop("undefined", "default")]
    extensions = [EXTENSIONS[name] for name in options.pop("extensions", [])]
    environment = jinja2.Environment(
        loader=jinja2.DictLoader({**others, "main.html": source}), undefined=undefined, extensions=extensions, **options)
    return environment.get_template("main.html").render(json.loads(json.dumps(context)))


def place(error, names):
    if isinstance(error, jinja2.TemplateSyntaxError):
        return error.lineno, error.name
    line, template = None, None
    for frame in traceback.extract_tb(error.__traceback__):
        if frame.filename in ("<template>", *names):
            line, template = frame.lineno, frame.filename
    return line, template


def record():
    cases = []
    for name, (context, templates, options, others) in GROUPS.items():
        for number, source in enumerate(templates, 1):
            case = {"id": f"{name.replace(' ', '_')}/{number}", "template": source, "name": "main.html"}
            case |= {"templates": others} if others else {}
            case |= {"context": context} | ({"options": options} if options else {})
            try:
                case["expect"] = render(source, context, options, others)
            except Exception as error:  # every kind is recorded
                line, _ = place(error, [*others, "main.html"])
                case["error"] = {"kind": type(error).__name__, "line": line, "message": str(error)}
            cases.append(case)
    document = {"group": "more", "rendered_by": f"Jinja2 {jinja2.__version__}"}
    head = json.dumps(document, ensure_ascii=False)[:-1]
    lines = ",\n".join(json.dumps(case, ensure_ascii=False) for case in cases)
    pathlib.Path(__file__).with_name("cases.json").write_text(f'{head}, "cases": [\n{lines}\n]}}\n', encoding="utf-8")
    print(f"{len(cases)} cases")


if __name__ == "__main__":
    record()
