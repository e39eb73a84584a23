// Takes the dependencies and the program from README.md, so that what it says stays true.
def readme = new File(root, 'README.md').getText('UTF-8')

def block = { language, word ->
  def found = (readme =~ /(?s)```${language}\R(.*?)```/).collect { it[1] }.findAll { it.contains(word) }
  assert found.size() == 1: "README.md should have one block of ${language} with ${word}, not ${found.size()}"
  found[0]
}

// The block names the platform of most readers; another one takes that of the table below it.
def dependencies = block('xml', '<artifactId>tribuo-ebm</artifactId>')
    .replace('<classifier>linux-x86_64</classifier>', "<classifier>$classifier</classifier>")
def pom = new File(basedir, 'pom.xml')
pom.write(pom.getText('UTF-8').replace('<!-- DEPENDENCIES -->', dependencies), 'UTF-8')

def program = block('java', 'TableTrainer.create()')
def (imports, statements) = program.split(/(?m)^\s*$/, 2)
def source = new File(basedir, 'src/main/java/Main.java')
source.parentFile.mkdirs()
source.write("""$imports
public class Main {
  public static void main(String[] arguments) throws Exception {
    $statements
  }
}
""", 'UTF-8')

// Few rows of the program's table, so that it takes seconds.
def table = 'examples/data/flats.csv'
def rows = new File(root, table).readLines('UTF-8').take(41)
def small = new File(basedir, table)
small.parentFile.mkdirs()
small.write(rows.join('\n') + '\n', 'UTF-8')
