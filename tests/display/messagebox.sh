#!/bin/sh
# SPDX-License-Identifier: MIT
# Shows message boxes on an X server of its own and answers them with keys and clicks.
# usage: messagebox.sh SHOW_MESSAGEBOX
# WINSHIM_TEST_FONTS names a folder with X core fonts where the server has none by itself.
show=$1
work=$(mktemp -d)
trap 'kill $server 2>/dev/null; rm -rf "$work"' EXIT INT TERM

# The server takes a free number and tells it.
Xvfb -noreset -displayfd 3 -screen 0 1024x768x24 ${WINSHIM_TEST_FONTS:+-fp "$WINSHIM_TEST_FONTS,built-ins"} \
    3>"$work/number" 2>/dev/null &
server=$!
for _ in $(seq 100); do
    [ -s "$work/number" ] && break
    sleep 0.1
done
unset WAYLAND_DISPLAY
DISPLAY=:$(cat "$work/number")
export DISPLAY

# The id of the box on the screen. xdotool doesn't find it by name: SDL gives the name an odd type.
find_window()
{
    for _ in $(seq "${1:-100}"); do
        xwininfo -root -tree | sed -n 's/^ *\(0x[0-9a-f]*\) "winshim .*/\1/p' | grep . && return 0
        [ -s "$work/errors" ] && return 1
        sleep 0.1
    done
    return 1
}

# Where the middle one of three buttons is: the row of buttons ends near the lower edge.
middle_button()
{
    xwininfo -id "$window" | awk '/Width:/ {width = $2} /Height:/ {print int(width / 2), $2 - 25}'
}

# SDL needs a core font for its text; a server without them can't show a box.
"$show" 0 >"$work/answer" 2>"$work/errors" &
box=$!
if ! window=$(find_window); then
    kill $box 2>/dev/null
    echo '1..0 # SKIP SDL shows no message box on this X server: are X core fonts (xfonts-base) there?'
    exit 0
fi
sleep 0.3
xdotool windowfocus "$window" key Return
wait $box

echo 1..8
number=0

# answer NAME TYPE EXPECTED ACTION...: ACTION is a list of xdotool commands, sent to the box.
answer()
{
    name=$1 type=$2 expected=$3
    shift 3
    number=$((number + 1))
    "$show" "$type" >"$work/answer" 2>"$work/errors" &
    box=$!
    window=$(find_window)
    # The window is there before its first event is read.
    sleep 0.3
    for action; do
        [ "$action" != click ] || action="mousemove --window $window $(middle_button) click 1"
        # shellcheck disable=SC2086 # an action is several words
        xdotool windowfocus "$window" $action
        sleep 0.3
        window=$(find_window 3) || break
    done
    wait $box
    got=$(cat "$work/answer")
    if [ "$got" = "$expected" ] && [ ! -s "$work/errors" ]; then
        echo "ok $number $name"
    else
        echo "# got $got, expected $expected"
        sed 's/^/# /' "$work/errors"
        echo "not ok $number $name"
    fi
}

answer return_presses_the_only_button 0 1 "key Return"
answer escape_presses_ok_where_it_is_the_only_button 0 1 "key Escape"
answer return_presses_the_default_button 0x104 7 "key Return"
answer escape_presses_cancel 3 2 "key Escape"
answer return_presses_the_first_button 3 6 "key Return"
answer escape_does_nothing_without_cancel 4 6 "key Escape" "key Return"
answer help_shows_the_box_again 0x4201 2 "key Return" "key Return" "key Escape"
answer a_click_presses_a_button 0x2 4 click
