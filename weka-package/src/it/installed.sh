#!/bin/sh
# Installs the package that was built over an older version, uses it as its users do, and uninstalls
# it again.
#
#   installed.sh ZIP WEKA_CLASSPATH_FILE FOLDER [all]
#
# ZIP is a package of target/, WEKA_CLASSPATH_FILE names the class path of Weka alone, FOLDER is
# deleted and written. With "all", Weka's checkers look at every class of the package too, which
# takes minutes. Weka's exit codes tell nothing: what is checked is the output.
set -eu

zip=$1
classpath=$(cat "$2")
folder=$3
mode=${4:-quick}
here=$(CDPATH='' cd -- "$(dirname "$0")" && pwd -P)

rm -rf "$folder"
mkdir -p "$folder"
export WEKA_HOME="$folder/wekahome"
out=$folder/out.txt
natives=$folder/natives

die() {
  echo "installed.sh: $*" >&2
  [ ! -f "$out" ] || tail -40 "$out" >&2
  exit 1
}

# Runs a class of Weka; what it writes is in $out, where commands keep silent what
# TensorFlow has to say.
weka() {
  java -Xmx2g -Djava.awt.headless=true -Dweka.packageManager.offline=true \
    -Dorg.bytedeco.javacpp.cachedir="$natives" -cp "$classpath" "$@" \
    >"$out" 2>&1 </dev/null || die "java $* failed"
  case " $* " in
  *' weka.Run '*)
    ! grep -Eq '^[-0-9]+ [0-9:.]+: [IWEF] |^[IWEF]0000 |absl::' "$out" || die "TensorFlow is heard of"
    ;;
  esac
}

# expect PATTERN MESSAGE
expect() {
  grep -Eq -- "$1" "$out" || die "$2; expected $1 in:"
}

# Two heaps of points that hardly overlap, with a nominal attribute and missing values.
data=$folder/heaps.arff
awk 'BEGIN {
  print "@relation heaps\n@attribute x numeric\n@attribute y numeric"
  print "@attribute side {left,right}\n@attribute class {a,b}\n@data"
  for (i = 0; i < 80; i++) {
    b = i % 2; x = 2 * b + (i * 37 % 80) / 50; y = 3 - b + (i * 53 % 80) / 70
    printf "%s,%.3f,%s,%s\n", (i % 16 == 5 ? "?" : x), y, (x < 1.8 ? "left" : "right"), (b ? "b" : "a")
  }
}' >"$data"

tiny='-levels 4 -steps 4 -width 16 -threads 1'
quick="-I 120 $tiny -calibration 0"

echo 'Installing an older version'
mkdir "$folder/older"
(
  cd "$folder/older"
  jar xf "$zip"
  sed 's/^Version=.*/Version=0.0.9/' Description.props >changed
  mv changed Description.props
  : >lib/gone.jar
  jar cfM "$folder/older.zip" .
)
weka weka.core.WekaPackageManager -offline -install-package "$folder/older.zip"
weka weka.core.WekaPackageManager -offline -list-packages installed
expect '^0\.0\.9.*Yes[[:space:]]+cdrl:' 'the older package is not listed as loaded'
weka weka.Run .CDRLDevice
expect 'CDRL runs on [CG]PU:0, TensorFlow 2' 'no device'

echo "Upgrading to $zip, without a network"
weka weka.core.WekaPackageManager -offline -install-package "$zip"
weka weka.core.WekaPackageManager -offline -list-packages installed
expect '^[0-9]+\.[0-9]+\.[0-9]+.*Yes[[:space:]]+cdrl:' 'the package is not listed as loaded'
! grep -q '^0\.0\.9' "$out" || die 'the older package is still there'
[ ! -e "$WEKA_HOME/packages/cdrl/lib/gone.jar" ] || die 'a jar of the older package is left'
for file in LICENSE LICENSE-Apache-2.0 THIRD-PARTY.txt THIRD-PARTY-NOTICES.txt; do
  [ -s "$WEKA_HOME/packages/cdrl/$file" ] || die "$file is missing"
done
weka -Dcdrl.fetch=false weka.Run .CDRLDevice
expect 'CDRL runs on [CG]PU:0' 'the upgraded package does not compute'

echo 'Cross-validating'
weka weka.Run .CDRL -t "$data" -x 2 $quick
expect 'Stratified cross-validation' 'no evaluation'
expect 'CDRL: model 3, iteration [0-9]+ of 180' 'no progress'
expect 'Device +[CG]PU:0' 'the model does not tell the device'
accuracy=$(awk '/Correctly Classified/ {v = $5} END {print v}' "$out")
awk -v v="$accuracy" 'BEGIN {exit !(v >= 90)}' || die "accuracy is $accuracy %, expected 90 or more"

echo 'Saving, loading'
weka weka.Run .CDRL -t "$data" -T "$data" -p 0 -d "$folder/heaps.model" $quick
grep -E '^ +[0-9]+ ' "$out" >"$folder/trained.txt" || die 'no predictions'
[ "$(wc -l <"$folder/trained.txt")" -eq 80 ] || die 'not every row was predicted'
weka weka.Run .CDRL -l "$folder/heaps.model" -T "$data" -p 0
grep -E '^ +[0-9]+ ' "$out" >"$folder/loaded.txt" || die 'no predictions of the loaded model'
cmp "$folder/trained.txt" "$folder/loaded.txt" || die 'the loaded model predicts something else'

echo 'Pausing, continuing'
weka weka.Run .CDRL -t "$data" -no-cv -d "$folder/paused.model" $quick -pause 40 -resume
expect 'Iterations +40 of 120' 'the run did not pause'
weka weka.Run .CDRL -l "$folder/paused.model" -t "$data" -T "$data" -p 0 -continue-iterating \
  $quick -pause 0
grep -E '^ +[0-9]+ ' "$out" >"$folder/continued.txt" || die 'no predictions of the continued run'
cmp "$folder/trained.txt" "$folder/continued.txt" || die 'the continued run differs'

echo 'Drawing, filtering'
weka weka.Run .CDRLGenerator -model "$folder/heaps.model" -n 7 -class b -o "$folder/drawn.arff"
[ "$(grep -Ec '^[^@%]*,(left|right|\?),b$' "$folder/drawn.arff")" -eq 7 ] || die 'not seven rows of class b'
weka weka.core.Instances "$folder/drawn.arff"
expect 'Num Instances: +7' 'what was drawn cannot be loaded'
weka weka.Run .CDRLOversample -i "$data" -c last -P 50 -I 30 $tiny
[ "$(grep -Ec ',[ab]$' "$out")" -eq 100 ] || die 'not twenty rows more'
weka weka.Run .CDRLImpute -i "$data" -c last -I 30 $tiny
[ "$(grep -Ec ',[ab]$' "$out")" -eq 80 ] && ! grep -Eq '^\?,' "$out" || die 'missing values are left'
weka weka.Run .CDRLEnergy -i "$data" -c last -I 30 $tiny
expect '@attribute energy numeric' 'no energy'
weka weka.Run .Bagging -t "$data" -no-cv -I 2 -num-slots 2 -W weka.classifiers.functions.CDRL -- $quick
expect 'CDRL: model 2, iteration' 'no progress of models that are trained side by side'

echo 'Telling mistakes'
weka weka.Run .CDRL -t "$data" -no-cv -width 5
expect 'networkWidth \(-width\) is 5 but must be' 'a wrong option is not told'
printf '@relation r\n@attribute note string\n@attribute class {a,b}\n@data\nx,a\ny,b\n' >"$folder/text.arff"
weka weka.Run .CDRL -t "$folder/text.arff" -no-cv
expect 'Cannot handle string attributes' 'string attributes are not refused'
tail -1 "$out" | grep -q 'Cannot handle string' || die 'a stack trace follows the message'

case $zip in
*-any.zip)
  echo 'Natives that are missing, or where a former version had them'
  weka -Dcdrl.fetch=false -Dorg.bytedeco.javacpp.cachedir="$folder/none" weka.Run .CDRLDevice
  expect 'native library is not installed.*CDRLSetup' 'missing natives are not told'
  former=$WEKA_HOME/packages/cdrl/natives/1.1.0
  mkdir -p "$former"
  mv "$natives"/*/*-*/ "$former"
  weka -Dcdrl.fetch=false weka.Run .CDRLDevice
  expect 'CDRL runs on [CG]PU:0' 'natives of a former version are not used'
  [ -z "$(ls "$former")" ] || die 'natives of a former version stay where an upgrade deletes them'
  weka weka.Run .CDRLSetup -from "$data"
  expect 'is not tensorflow-core-native.*as it was published' 'a wrong file is not refused'
  ;;
esac

# check CHECKER CLASS [OPTION...]: no line may end in a bare "no".
check() {
  checker=$1
  shift
  echo "$checker $1"
  weka "$here/CheckInstalled.java" "$checker" -W "$@"
  expect '\.\.\.yes|: *yes|yes$' 'nothing was checked'
  ! sed -n '/ests$/,$p' "$out" | grep -Eq '\.\.\.no$' || die "$checker finds fault with $1"
}

if [ "$mode" = all ]; then
  check weka.classifiers.CheckClassifier weka.classifiers.functions.CDRL -- -I 20 \
    -levels 2 -steps 2 -width 8 -threads 1 -calibration 0
  for class in weka.classifiers.functions.CDRL \
    weka.filters.supervised.instance.CDRLOversample \
    weka.filters.unsupervised.attribute.CDRLImpute \
    weka.filters.unsupervised.attribute.CDRLEnergy \
    weka.datagenerators.classifiers.classification.CDRLGenerator; do
    check weka.core.CheckOptionHandler $class
    check weka.core.CheckGOE $class
  done
fi

echo 'Uninstalling'
weka weka.core.WekaPackageManager -offline -uninstall-package cdrl
[ ! -e "$WEKA_HOME/packages/cdrl" ] || die "$(find "$WEKA_HOME/packages/cdrl" | head -5) is left"
[ -d "$natives" ] || die 'the natives went with the package'
[ ! -e "$WEKA_HOME/cdrl" ] || die "$WEKA_HOME/cdrl is left"
rm -rf "$folder"
echo 'Installed, used and uninstalled: all as it should be'
