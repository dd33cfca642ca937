package chainrule.cli;

import chainrule.kernel.Blas;
import java.io.IOException;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/// The version of Chainrule, which the build writes into `version.properties` and that of Java, and
/// what multiplies matrices.
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
        var properties = new Properties();
        try (var in = Version.class.getResourceAsStream("version.properties")) {
            properties.load(Objects.requireNonNull(in, "version.properties"));
        }
        return new String[] {
            "chainrule " + properties.getProperty("version"),
            "Java " + Runtime.version(),
            Blas.text()
        };
    }
}
