#!/bin/sh
# Unpacks the archive of the command line and uses it where there is Java and nothing else: no Maven,
# an empty home.
#
#   archive.sh ARCHIVE FOLDER
#
# FOLDER is deleted and written.
set -eu

archive=$1
folder=$2

rm -rf "$folder"
mkdir -p "$folder/bin" "$folder/home"
tar xzf "$archive" -C "$folder"
for tool in sh cat dirname readlink sed; do
  ln -s "$(command -v "$tool")" "$folder/bin/$tool"
done
ln -s "$(command -v "${JAVA_HOME:+$JAVA_HOME/bin/}java")" "$folder/bin/java"

die() {
  echo "archive.sh: $*" >&2
  exit 1
}

# Java takes the home from the system, not from HOME.
cdrl() {
  env -i PATH="$folder/bin" HOME="$folder/home" \
    CDRL_JAVA_OPTS="-Duser.home=$folder/home -XX:TieredStopAtLevel=1 -XX:+UseSerialGC" \
    "$folder"/cdrl-*/cdrl "$@"
}

cdrl --version | grep -q '^CDRL for Java .*commit.*TensorFlow' || die 'no version'
cdrl train --quiet --csv "$folder"/cdrl-*/examples/data/flats.csv --class district --iterations 20 \
  --out "$folder/flats.cdrl"
cdrl sample --quiet "$folder/flats.cdrl" --given district=harbour --count 5 --out "$folder/more.csv"
[ "$(grep -c ',harbour,' "$folder/more.csv")" -eq 5 ] || die "$(cat "$folder/more.csv")"
rm -rf "$folder"
echo 'Unpacked and used without Maven: all as it should be'
