package org.cdrl.cli;

import java.nio.file.Path;
import org.cdrl.ModelExchange;
import org.cdrl.files.WholeFile;

/** Writes a model's weights for other programs. */
final class ExportCommand implements Command<Arguments> {
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
  public Arguments read(Arguments arguments) {
    return arguments;
  }

  @Override
  public void run(Arguments arguments, Console console) throws Exception {
    Path out = arguments.requiredPath(CommonOptions.OUT);
    try (ImageModel model = ImageModel.load(arguments.operand())) {
      WholeFile.write(out, stream -> ModelExchange.writeSafeTensors(model.model(), stream));
    }
    console.err().println("Wrote " + out);
  }
}
