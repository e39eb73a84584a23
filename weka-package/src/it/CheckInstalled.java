import java.lang.reflect.Method;
import java.util.Arrays;
import weka.core.WekaPackageClassLoaderManager;
import weka.core.WekaPackageManager;

/**
 * Runs one of Weka's checkers with the installed packages loaded, which the checkers by themselves
 * do not do: {@code java CheckInstalled.java CHECKER [ARGUMENT...]}.
 */
public final class CheckInstalled {
  private CheckInstalled() {}

  public static void main(String[] args) throws Exception {
    WekaPackageManager.loadPackages(false);
    Method main = WekaPackageClassLoaderManager.forName(args[0]).getMethod("main", String[].class);
    main.invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
  }
}
