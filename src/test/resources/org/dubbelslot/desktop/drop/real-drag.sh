#!/bin/bash
# real-drag.sh WORK PYTHON NEIGHBOUR in|out URI... -- COMMAND...: on a screen of its own, drags between
# another program and the window that COMMAND shows; what each of them prints lies in WORK.
set -euo pipefail
work=$1 python=$2 neighbour=$3 direction=$4
shift 4
uris=()
while [ "$1" != -- ]; do
  uris+=("$1")
  shift
done
shift

pids=()
stop() {
  for pid in "${pids[@]}"; do
    kill "$pid" 2>/dev/null || true
  done
  wait 2>/dev/null || true
}
trap stop EXIT

until_line() {
  for _ in $(seq 600); do
    if grep -q "$2" "$1" 2>/dev/null; then
      return 0
    fi
    sleep 0.1
  done
  echo "no $2 in $1" >&2
  return 1
}

Xvfb -displayfd 1 -screen 0 1280x900x24 -nolisten tcp >"$work/display" 2>"$work/xvfb.err" &
pids+=($!)
until_line "$work/display" '[0-9]'
DISPLAY=:$(cat "$work/display")
export DISPLAY
unset WAYLAND_DISPLAY
"$@" >"$work/window.out" 2>"$work/window.err" &
pids+=($!)
"$python" "$neighbour" "${uris[@]}" >"$work/neighbour.out" 2>"$work/neighbour.err" &
pids+=($!)
other=$(timeout 30 xdotool search --sync --onlyvisible --name '^neighbour$' | tail -1)
until_line "$work/window.out" '^READY'
ours=$(timeout 60 xdotool search --sync --onlyvisible --name '^real drag$' | tail -1)

place() {
  eval "$(xdotool mousemove --window "$1" "$2" "$3" getmouselocation --shell)"
  echo "$X $Y"
}
if [ "$direction" = in ]; then
  read -r fromX fromY < <(place "$other" 120 60)
  read -r toX toY < <(place "$ours" 300 300)
  done="^ARRIVED"
  file=$work/window.out
else
  read -r fromX fromY < <(place "$ours" 300 300)
  read -r toX toY < <(place "$other" 120 180)
  done="^GOT"
  file=$work/neighbour.out
fi

for _ in 1 2 3; do
  xdotool mousemove "$fromX" "$fromY" sleep 0.3 mousedown 1 sleep 0.3
  xdotool mousemove $((fromX + 8)) "$fromY" sleep 0.1 mousemove $((fromX + 24)) "$fromY" sleep 1.5
  for step in 1 2 3 4 5 6 7 8 9 10; do
    x=$((fromX + (toX - fromX) * step / 10))
    y=$((fromY + (toY - fromY) * step / 10))
    xdotool mousemove "$x" "$y" sleep 0.1
  done
  xdotool mousemove $((toX + 2)) "$toY" sleep 0.5 mouseup 1
  if timeout 20 bash -c "until grep -q '$done' '$file'; do sleep 0.1; done"; then
    break
  fi
done
until_line "$file" "$done"
if [ "$direction" = in ]; then
  until_line "$work/window.out" '^ALL'
fi
