// Runs the program, with what Maven found for it.
def classpath = new File(basedir, 'target/classes').path + File.pathSeparator +
    new File(basedir, 'classpath.txt').text.trim()
def out = new File(basedir, 'program.log')
def java = new ProcessBuilder(new File(System.getProperty('java.home'), 'bin/java').path, '-cp', classpath, 'Main')
    .directory(basedir).redirectErrorStream(true).redirectOutput(out).start()
assert java.waitFor() == 0: out.getText('UTF-8')
assert new File(basedir, 'flats.model').length() > 0
