#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# tool_check.sh PROGRAM: what check says of signature text, for people and for programs.
set -eu
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
here=$(cd "$(dirname "$0")" && pwd)
. "$here/synthetic.sh"
cd "$scratch"

# signature NAME ID CONDITION [CLAUSE]: without a line break before the condition
signature() {
    printf 'signature %s { id %s transport udp era 1.0 - 5.5 mechanism udp-direct activity signalling\n' "$1" "$2"
    printf ' source "what it is from" proof "a.pcap" weight 60 %s\n packet %s }\n' "${4-}" "$3"
}

# shown LINE: the complaints have exactly this line
shown() {
    grep -qxF -e "$1" err || fail "complaints lack the line: $1"
}

# ---- what is shown of a line ----

printf '\tsignature\t!\n' >tab.sig
run 1 check tab.sig
err '^tab\.sig:1:12: error: found .!., expected .not. \[foreign\]$'
shown '            signature       !'
shown '                            ^'
shown '    help: write the word or mark that is named'

printf '# \303\244\343\202\254\314\210\n# x\n"\303\244\343\202\254" @\n' >wide.sig
run 1 check wide.sig
err '^wide\.sig:3:9: error: '
shown "    $(printf '"\303\244\343\202\254" @')"
shown '          ^'

# controls of one byte and of two, text turned round, broken UTF-8
printf '@ \033[2J \302\233 \342\200\256 \377 \303\n' >control.sig
run 1 check control.sig
shown '    @ ?[2J ? ? ? ?'

signature long 1 "len in {$(printf '%0250d' 0 | sed 's/0/12345, /g')7} lne == 5 # $(printf '%0900d' 0)
" >long.sig
run 1 check long.sig
err '^long\.sig:3:1770: error: found .lne.'
[ "$(awk '{ if (length($0) > most) most = length($0) } END { print most }' err)" -le 120 ] || fail "a long line is not cut"
grep -q '^    \.\.\..*12345, 7} lne == 5 # 0*\.\.\.$' err || fail "the wrong part of a long line"
shown "$(printf '%47s' '')^~~"

signature range 1 'len == 5 and
 u8[2] == 7 and u8[2] == 8' >range.sig
run 0 check range.sig
err '^range\.sig:3:9: warning: found a test at 4:17 '
shown '     packet len == 5 and'
shown '            ^~~~~~~~~~~~'

# the end of a text, and a text that has no last line break
printf 'signature a {' >end.sig
run 1 check end.sig
err '^end\.sig:1:14: error: '
shown '                 ^'

# ---- several errors, and none that follows from another ----

{ signature a 1 'lenn == 5 and (u8[2] = 7'; signature b 2 'len = 5' 'weigth 3'; signature c 3 'len == 5 and'; } >many.sig
run 1 check many.sig
[ "$(grep -c ': error: ' err)" -eq 5 ] || fail "not five errors"
[ "$(grep -c '^    help: ' err)" -eq 4 ] || fail "what helps is not told once for each kind"
yes '@ #' | head -n 100 >flood.sig
run 1 check flood.sig
[ "$(grep -c ': error: ' err)" -eq 64 ] || fail "not 64 errors"
err '^flood\.sig:64:1: error: found 64 errors, .* \[errors-many\]$'

# the order of files and lines, whatever was found first
{ signature f 5 'u8[0] == 3'; } >first.sig
{ signature z 1 'client'; signature y 9 'u8[0] == 4'; } >last.sig
run 0 check last.sig first.sig
[ "$(sed -n 's/^\([a-z]*\.sig:[0-9]*\):.*: warning: .*/\1/p' err | tr '\n' ' ')" = \
    'first.sig:3 last.sig:3 last.sig:3 last.sig:6 ' ] || fail "findings out of order"

# ---- hostile text ----

printf '\357\273\277%s\n' "$(signature bom 1 'len == 5')" >bom.sig
run 0 check bom.sig
no_err
printf '\357\273\277@\n' >bom.sig
run 1 check bom.sig
err '^bom\.sig:1:1: error: '
shown '    @'
signature crlf 1 'len == 5' | sed 's/$/\r/' >crlf.sig
run 0 check crlf.sig
no_err
printf '# harmless \r@\n' >cr.sig
run 1 check cr.sig
err '^cr\.sig:1:12: error: found control character 0x0d'
{ signature nul 1 'len == 5'; printf '\000\000 # \000\n'; } >nul.sig
run 1 check nul.sig
[ "$(grep -c ': error: ' err)" -eq 2 ] || fail "not an error for each run of NUL bytes"
signature deep 1 "$(printf '%05000d' 0 | tr 0 '(')len == 5" >deep.sig
run 1 check deep.sig
err ' \[depth\]$'
signature nots 1 "$(printf '%05000d' 0 | sed 's/0/not /g')len == 5" >nots.sig
run 0 check nots.sig
head -c 3000000 /dev/zero | tr '\000' x >word.sig
run 1 check word.sig
[ "$(wc -c <err)" -lt 1000 ] || fail "a long word is shown whole"
mkdir "$(printf 'odd\377\n"dir')"
odd=$(printf 'odd\377\n"dir/it.sig')
signature odd 1 'len == 5 or u8[1] ==' >"$odd"
run 1 check "$odd"
err '^.dir/it\.sig:3:30: error: '

# ---- what is warned of, and how it ends ----

signature fine 1 'len == 5 and u8[2] == 7' >fine.sig
run 0 check fine.sig
out '^1 signature, 0 warnings$'
out '^most instructions: 8, fine \(1\)$'
no_err
run 0 check --werror fine.sig
signature again 2 'u8[2] == 7 and len == 5' >again.sig
run 0 check fine.sig again.sig
err "^again\.sig:1:11: warning: found .* 'fine' holds .*; see fine\.sig:1 \[covered\]$"
out '^2 signatures, 1 warning$'
run 1 check --werror fine.sig again.sig
run 0 compile -o image fine.sig again.sig # it works, and could be better
no_err
signature never 3 'len == 5 and len == 6' >never.sig
run 0 compile -o image never.sig
err ' \[never\]$'

# ---- images are no text ----

for command in check 'check --json' 'compile -o other'; do
    # shellcheck disable=SC2086
    run 1 $command fine.sig image
    err "^skypedpi: image: is an image, not signature text; 'skypedpi dump' lists it\$"
    ! grep -q 'error:' err || fail "an image was read as text"
done

# ---- colour ----

printf '@\n' >colour.sig
run 1 check colour.sig
! grep -q "$(printf '\033')" err || fail "colour in a file"
if command -v python3 >/dev/null; then
    python3 "$here/check_json.py" "$program" || fail "JSON or colour"
fi
