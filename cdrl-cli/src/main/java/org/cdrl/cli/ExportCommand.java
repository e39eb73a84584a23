package org.cdrl.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.cdrl.ModelExchange;
import org.cdrl.files.WholeFile;

/** Writes a model's weights for other programs. */
final class ExportCommand implements Command<ExportCommand.Request> {
  /** What is asked for. */
  record Request(Path model, Path out) {}

  @Override
  public String name() {
    return "export";
  }

  @Override
  public CommandGroup group() {
    return CommandGroup.EXCHANGE;
  }

  @Override
  public String summary() {
    return "writes the weights of a model of images as safetensors";
  }

  @Override
  public String description() {
    return "Writes the weights of a model of images as a .safetensors file, with the names and"
        + " shapes of the CDRL authors' PyTorch program behind \"energy.\" and \"initializer.\"."
        + " Its metadata have settings, attributes and labels as JSON under \"cdrl\", so that"
        + " 'cdrl import' makes the same model of it.";
  }

  @Override
  public String operand() {
    return "MODEL";
  }

  @Override
  public CommandOptions options() {
    return new CommandOptions()
        .add(
            Section.REQUIRED,
            CommonOptions.written(CommonOptions.OUT, "FILE", "The .safetensors file."));
  }

  @Override
  public Request read(Arguments arguments) throws UsageException, IOException {
    return new Request(arguments.operand(), arguments.writable(CommonOptions.OUT));
  }

  @Override
  public void run(Request request, Console console) throws Exception {
    try (ImageModel model = ImageModel.load(request.model)) {
      WholeFile.write(request.out, stream -> ModelExchange.writeSafeTensors(model.model(), stream));
    }
    console.err().println("Wrote " + request.out);
  }
}
