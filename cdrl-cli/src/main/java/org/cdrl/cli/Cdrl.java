package org.cdrl.cli;

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;
import org.cdrl.TrainingDivergedException;
import org.cdrl.Version;
import org.cdrl.natives.NativeMessages;
import org.cdrl.natives.OwnProcess;
import org.tensorflow.exceptions.TFResourceExhaustedException;

/** The command line tool: finds the command, runs it, and turns failures into one line. */
public final class Cdrl {
  static final int OK = 0;
  static final int FAILURE = 1;
  static final int WRONG_USAGE = 2;

  /**
   * What these log for programs is noise to people: commands say what matters. Held, for a logger
   * that nobody holds forgets its level.
   */
  private static final List<Logger> CHATTY =
      Stream.of("org.cdrl.tribuo", "org.tribuo", "com.oracle.labs.mlrg.olcut")
          .map(Logger::getLogger)
          .toList();

  private static final String HELP = "help";

  static final List<Command<?>> COMMANDS =
      List.of(
          new DemoCommand(),
          new TrainCommand(),
          new TrainImagesCommand(),
          new PrivatizeCommand(),
          new SampleCommand(),
          new ComposeCommand(),
          new ImputeCommand(),
          new ScoreCommand(),
          new ClassifyCommand(),
          new InfoCommand(),
          new EvaluateCommand(),
          new InpaintCommand(),
          new InterpolateCommand(),
          new LongRunCommand(),
          new JudgeCommand(),
          new ImportCommand(),
          new ExportCommand(),
          new SoakCommand());

  private Cdrl() {}

  /** Runs a command and ends the program with its exit code. */
  public static void main(String[] args) {
    OwnProcess.declare();
    NativeMessages.drop();
    // Files and messages are the same everywhere, also where libraries write them.
    Locale.setDefault(Locale.ROOT);
    CHATTY.forEach(logger -> logger.setLevel(Level.OFF));
    int code = run(args, new Console(System.out, System.err));
    if (System.out.checkError() && code == OK) {
      System.err.println(
          "cdrl: standard output could not be written to its end; is its disk full, or its reader"
              + " gone?");
      code = FAILURE;
    }
    System.exit(code);
  }

  /**
   * Runs a command.
   *
   * @return 0 if all went well, 1 if something failed, 2 if the command line is wrong
   */
  static int run(String[] args, Console console) {
    PrintStream out = console.out();
    PrintStream err = console.err();
    String first = args.length == 0 ? "" : args[0];
    if (first.equals("--help") || first.equals("-h") || first.equals("help")) {
      new Help(out).print(COMMANDS);
      return OK;
    }
    if (first.equals("--version")) {
      out.printf(
          Locale.ROOT,
          "CDRL for Java %s (commit %s), TensorFlow for Java %s, Java %s%n",
          Version.text(),
          Version.commit(),
          Version.tensorFlow(),
          System.getProperty("java.version"));
      return OK;
    }
    for (Command<?> command : COMMANDS) {
      if (command.name().equals(first)) {
        String[] rest = List.of(args).subList(1, args.length).toArray(String[]::new);
        return run(command, rest, console);
      }
    }
    err.println(
        args.length == 0
            ? "cdrl: name a command."
            : "cdrl: there is no command " + first + meant(first, names(), ""));
    new Help(err).print(COMMANDS);
    return WRONG_USAGE;
  }

  private static <R> int run(Command<R> command, String[] args, Console console) {
    try {
      CommandOptions options = options(command);
      CommandLine line = parse(options.all(), args);
      if (line.hasOption(HELP)) {
        new Help(console.out()).print(command, options);
        return OK;
      }
      requireOperands(command, line.getArgList());
      Arguments arguments = new Arguments(line);
      R request = command.read(arguments);
      FilesOfCommand files = FilesOfCommand.of(command.operand(), arguments);
      command.byProducts(request).forEach(files::writes);
      files.requireApart();
      Console told = console.quiet(line.hasOption(CommonOptions.QUIET));
      WorkProgress.showEngine(told);
      command.run(request, told);
      return OK;
    } catch (ParseException | UsageException e) {
      complain(command, e, text(e), console);
      console.err().println("'cdrl " + command.name() + " --help' shows the options.");
      return WRONG_USAGE;
    } catch (Exception | Error e) {
      complain(command, e, text(e), console);
      return FAILURE;
    }
  }

  private static CommandLine parse(Options options, String[] args)
      throws ParseException, UsageException {
    try {
      return DefaultParser.builder().setAllowPartialMatching(false).get().parse(options, args);
    } catch (UnrecognizedOptionException e) {
      List<String> known = options.getOptions().stream().map(Option::getLongOpt).toList();
      String name = e.getOption().replaceFirst("^-+", "").replaceFirst("=.*", "");
      throw new UsageException("there is no option " + e.getOption() + meant(name, known, "--"));
    }
  }

  private static List<String> names() {
    return COMMANDS.stream()
        .filter(command -> command.group().title() != null)
        .<String>map(Command::name)
        .toList();
  }

  /** The rest of a sentence about a word that is not known. */
  private static String meant(String word, List<String> known, String before) {
    return Suggestion.of(word, known)
        .map(other -> "; do you mean " + before + other + "?")
        .orElse("");
  }

  /** What a command takes, and what all take. */
  static CommandOptions options(Command<?> command) {
    return command
        .options()
        .add(
            Section.COMMON,
            CommonOptions.flag(CommonOptions.QUIET, "Shows results and warnings only."),
            CommonOptions.flag(HELP, "Shows this help."));
  }

  private static void requireOperands(Command<?> command, List<String> given)
      throws UsageException {
    int wanted = command.operand() == null ? 0 : 1;
    if (given.size() < wanted) {
      throw new UsageException(command.operand() + " is missing");
    }
    if (given.size() > wanted && !command.takesSeveral()) {
      throw new UsageException("\"" + given.get(wanted) + "\" is one argument too many");
    }
  }

  private static void complain(Command<?> command, Throwable cause, String text, Console console) {
    console.err().println("cdrl " + command.name() + ": " + text);
    if ("1".equals(System.getenv(NativeMessages.DEBUG))) {
      cause.printStackTrace(console.err());
    }
  }

  /** What to tell the user of a failure. */
  private static String text(Throwable failure) {
    if (failure instanceof MissingArgumentException e) {
      return "--" + e.getOption().getLongOpt() + " needs a value";
    }
    if (failure instanceof ParseException || failure instanceof UsageException) {
      return failure.getMessage();
    }
    if (failure instanceof NoSuchFileException e) {
      return e.getFile() + ": there is no such file";
    }
    if (failure instanceof AccessDeniedException e) {
      return e.getFile() + ": permission denied";
    }
    if (failure instanceof FileSystemException e && e.getReason() == null) {
      return e.getFile() + ": cannot be read or written";
    }
    if (failure instanceof UncheckedIOException && failure.getCause() != null) {
      return text(failure.getCause());
    }
    if (failure instanceof PropertyException e) {
      return text(e);
    }
    if (failure instanceof OutOfMemoryError) {
      return "out of memory; give Java more, for example CDRL_JAVA_OPTS=-Xmx4g";
    }
    if (failure instanceof TFResourceExhaustedException
        || failure.getCause() instanceof TFResourceExhaustedException) {
      return "TensorFlow ran out of memory; give a smaller --batch, or smaller networks";
    }
    if (failure instanceof IOException
        || failure instanceof IllegalArgumentException
        || failure instanceof TrainingDivergedException) {
      return failure.getMessage();
    }
    return "unexpected failure: "
        + failure
        + " ("
        + NativeMessages.DEBUG
        + "=1 in the environment shows where)";
  }

  /** What is wrong with a setting of a trainer or source, or what they failed with. */
  private static String text(PropertyException failure) {
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      boolean told = cause instanceof IOException || cause instanceof IllegalArgumentException;
      if (told && !(cause instanceof NumberFormatException)) {
        return text(cause);
      }
    }
    String message = String.valueOf(failure.getMsg());
    String setting = String.valueOf(failure.getProperty());
    return message.contains(setting) ? message : setting + ": " + message;
  }
}
