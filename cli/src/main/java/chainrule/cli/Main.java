package chainrule.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// The command `chainrule`: its subcommands, and what all of them share. Without one it prints its
/// help.
@Command(
        name = "chainrule",
        description = "Automatic differentiation on computation graphs that can be read and drawn.",
        synopsisSubcommandLabel = "[COMMAND]",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "`./chainrule bench` measures, beside other programs.",
            "`./chainrule test` builds everything and runs every test."
        })
public final class Main implements Runnable {

    /// Every subcommand. A new one is added here, and nowhere else.
    private static final List<Class<?>> COMMANDS = List.of(DemoCommand.class, ExplainCommand.class);

    private final CommandLine line = new CommandLine(this);

    @Option(
            names = "--stacktrace",
            scope = ScopeType.INHERIT,
            description = "Print the stack trace of an error.")
    private boolean stacktrace;

    private Main() {}

    /// The command line, ready to execute.
    static CommandLine commandLine() {
        var main = new Main();
        COMMANDS.forEach(main.line::addSubcommand);
        return main.line
                .setExpandAtFiles(
                        false) // a formula or values in a file are for the command to read
                .setExecutionExceptionHandler(
                        (e, _, _) -> Failure.report(e, main.stacktrace, main.line.getErr()));
    }

    @Override
    public void run() {
        line.usage(line.getOut());
    }

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }
}
