// The class path has the TensorFlow and the protobuf that fit, and its natives.
def classpath = new File(basedir, 'classpath.txt').text
for (jar in ["tensorflow-core-api-${tensorflow}.jar", "protobuf-java-${protobuf}.jar",
             "tensorflow-core-native-${tensorflow}-${classifier}.jar"]) {
  assert classpath.contains(jar): classpath
}
