# Sourced by ./deskledger and ./mvnw: prints the home of a JDK of at least the given feature release.
# Looks in JAVA_HOME, on the PATH and in the usual folders; prints nothing and fails where there is none.
# Wildcards are needed here, and mvnw runs with them off, so this is called in a subshell.
find_jdk() (
  set +f
  wanted=$1
  path_java=$(command -v javac 2>/dev/null || true)
  [ -z "$path_java" ] || path_java=$(dirname "$(dirname "$(readlink -f "$path_java" 2>/dev/null || echo "$path_java")")")
  for home in "${JAVA_HOME-}" "$path_java" /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* \
    "${HOME-}"/.sdkman/candidates/java/* "${HOME-}"/.jdks/* "${HOME-}"/.m2/jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ -n "$home" ] && [ -x "$home/bin/javac" ] && [ -r "$home/release" ] || continue
    release=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$home/release")
    if [ "${release:-0}" -ge "$wanted" ]; then
      printf '%s\n' "$home"
      exit 0
    fi
  done
  exit 1
)
