import org.cdrl.Version;

public class Main {
  public static void main(String[] arguments) {
    System.out.println(Version.text());
  }
}
