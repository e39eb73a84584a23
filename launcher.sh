# Sourced by cdrl and examples/run: builds the modules when needed, then runs a class of the last one.
# In an archive of a release there is nothing to build: all jars are in lib.
#
# Settings from the environment: JAVA_HOME, CDRL_JAVA_OPTS (options for java),
# CDRL_MVN_OPTS (options for mvn, for example -Pgpu), TF_CPP_MIN_LOG_LEVEL.

die() {
  echo "cdrl: $*" >&2
  exit 1
}

# Sets $java to a Java 17 or newer.
find_java() {
  if [ -n "${JAVA_HOME:-}" ]; then
    java=$JAVA_HOME/bin/java
    [ -x "$java" ] || die "JAVA_HOME is $JAVA_HOME, but there is no bin/java in it; Java 17 or newer is needed."
  else
    java=java
    command -v java >/dev/null 2>&1 || die "java is missing; install Java 17 or newer, or let JAVA_HOME point to one."
  fi
  java_version=$("$java" -version 2>&1 | sed -n 's/^.* version "\([0-9][0-9]*\).*$/\1/p' | sed -n 1p)
  [ "${java_version:-0}" -ge 17 ] || die "$java is older than Java 17; install Java 17 or newer, or let JAVA_HOME point to one."
}

# Says in $reason why $modules have to be built; false when they need not be.
needs_build() {
  reason='first use'
  [ -f "$marker" ] && [ -f "$classpath_file" ] || return 0

  reason='options changed'
  [ "$(cat "$marker")" = "${CDRL_MVN_OPTS:-}" ] || return 0

  reason='sources changed'
  for m in . $modules; do
    for f in "$root/$m/pom.xml" "$root/$m/.mvn" "$root/$m/src"; do
      [ ! -e "$f" ] || [ -z "$(find "$f" -newer "$marker" | sed -n 1p)" ] || return 0
    done
  done

  reason='libraries are gone'
  old_ifs=$IFS
  IFS=:
  for f in $(cat "$classpath_file"); do
    [ -e "$f" ] || { IFS=$old_ifs; return 0; }
  done
  IFS=$old_ifs
  return 1
}

# One build at a time; $building stays behind when one was cut off.
build() {
  mkdir -p "$root/target" && [ -w "$root/target" ] || die "cannot write to $root/target, where the build goes."
  lock=$root/target/launcher.lock
  building=$root/target/launcher.building
  until (set -C && echo $$ >"$lock") 2>/dev/null; do
    owner=$(cat "$lock" 2>/dev/null) || continue
    if [ -n "$owner" ] && ! kill -0 "$owner" 2>/dev/null; then
      rm -f "$lock"
    else
      sleep 1
    fi
  done
  trap 'rm -f "$lock"' EXIT
  trap 'exit 130' INT
  trap 'exit 143' HUP TERM

  if needs_build; then
    command -v mvn >/dev/null 2>&1 || die "mvn is missing; install Maven 3.8 or newer to build CDRL."
    "$java" --list-modules | grep -q '^jdk.compiler' || die "$java has no compiler; a JDK (not only a JRE) 17 or newer is needed to build CDRL."
    echo "Building CDRL ($reason)..." >&2
    for m in $modules; do
      rm -f "$root/$m/target/launcher.built"
      if [ -f "$building" ]; then rm -rf "$root/$m/target"; fi
    done
    # Its time is that of the start, so that what is edited meanwhile counts as newer.
    printf '%s\n' "${CDRL_MVN_OPTS:-}" >"$building"
    mvn -q -B -f "$root/pom.xml" -Dmaven.test.skip=true -Dspotless.check.skip=true \
      ${CDRL_MVN_OPTS:-} -pl "$module" -am package </dev/null >&2 ||
      die "the build failed; see the messages above."
    for m in $modules; do
      if [ -f "$root/$m/target/classpath.txt" ]; then
        cp -p "$building" "$root/$m/target/launcher.built.tmp"
        mv -f "$root/$m/target/launcher.built.tmp" "$root/$m/target/launcher.built"
      fi
    done
    rm -f "$building"
  fi
  rm -f "$lock"
  trap - EXIT INT HUP TERM
}

# launch 'MODULES' CLASS [ARGUMENT...]: the class is in the last of the modules,
# the others are those it needs. $root is the folder of the top pom.
launch() {
  set -f
  modules=$1
  module=${modules##* }
  main=$2
  shift 2

  find_java
  if [ -d "$root/lib" ]; then
    class_path=$root/lib/*
  else
    marker=$root/$module/target/launcher.built
    classpath_file=$root/$module/target/classpath.txt
    if needs_build; then build; fi
    class_path=$root/$module/target/classes:$(cat "$classpath_file")
  fi

  export TF_CPP_MIN_LOG_LEVEL="${TF_CPP_MIN_LOG_LEVEL:-2}"
  exec "$java" --enable-native-access=ALL-UNNAMED -Djava.awt.headless=true ${CDRL_JAVA_OPTS:-} \
    -cp "$class_path" "$main" "$@"
}
