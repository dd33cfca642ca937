package chainrule.cli;

import java.util.Map;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/// A formula may begin with a minus: `-(y*ln(p))` is no option. Such an argument gets the true
/// minus sign, which formulas know as well; what follows an option is left as it is.
final class MinusSigns implements IParameterPreprocessor {
    @Override
    @SuppressWarnings("JdkObsolete") // picocli's
    public boolean preprocess(
            Stack<String> arguments,
            CommandSpec command,
            ArgSpec argument,
            Map<String, Object> info) {
        boolean value = false;
        for (int i = arguments.size() - 1; i >= 0; i--) {
            String text = arguments.get(i);
            if (!value && isFormula(text, command)) {
                arguments.set(i, "−" + text.substring(1));
            }
            value =
                    command.optionsMap().containsKey(text)
                            && command.optionsMap().get(text).arity().min() > 0;
        }
        return false;
    }

    private static boolean isFormula(String text, CommandSpec command) {
        return text.startsWith("-")
                && text.length() > 1
                && !text.startsWith("--")
                && !command.optionsMap().containsKey(text);
    }
}
