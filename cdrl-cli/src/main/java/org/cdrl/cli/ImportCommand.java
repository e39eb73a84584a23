package org.cdrl.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.cdrl.CdrlModel;
import org.cdrl.ModelExchange;

/** Makes a model of another program's weights. */
final class ImportCommand implements Command<ImportCommand.Request> {
  private static final String RAW = "raw";
  private static final String SIZE = "size";

  /**
   * What is asked for.
   *
   * @param averages whether moving averages of weights are read
   * @param size of images; 0 if weights tell it
   */
  record Request(Path checkpoint, Path out, boolean averages, int size) {}

  @Override
  public String name() {
    return "import";
  }

  @Override
  public CommandGroup group() {
    return CommandGroup.EXCHANGE;
  }

  @Override
  public String summary() {
    return "makes a model of a checkpoint of the CDRL authors' program";
  }

  @Override
  public String description() {
    return "Makes a model of images of a checkpoint of the CDRL authors' PyTorch program"
        + " (.pth.tar), or of a .safetensors file. One that 'cdrl export' wrote gives the"
        + " same model again; otherwise the architecture is inferred from the weights. Nothing in"
        + " the file is executed: one that refers to anything but tensors is refused.";
  }

  @Override
  public String operand() {
    return "CHECKPOINT";
  }

  @Override
  public CommandOptions options() {
    return new CommandOptions()
        .add(
            Section.REQUIRED,
            CommonOptions.written(CommonOptions.OUT, "MODEL", "Where the model goes."))
        .add(
            Section.EXPERT,
            CommonOptions.flag(
                RAW, "The weights that were being trained; default their moving averages."),
            CommonOptions.value(
                SIZE, "N", "Height and width of the images, if the weights do not give it."));
  }

  @Override
  public Request read(Arguments arguments) throws UsageException, IOException {
    return new Request(
        arguments.operand(),
        arguments.writable(CommonOptions.OUT),
        !arguments.has(RAW),
        arguments.integer(SIZE, 0, 2));
  }

  @Override
  public void run(Request request, Console console) throws Exception {
    ModelExchange.Imported imported =
        ModelExchange.read(request.checkpoint, request.averages, request.size);
    try (CdrlModel model = imported.model()) {
      console.out().println(model.config().imageArchitecture());
      imported.assumed().forEach(text -> console.out().println("assumed: " + text));
      model.save(request.out);
      console.err().println("Wrote " + request.out + ", " + model.parameters() + " parameters");
    }
  }
}
