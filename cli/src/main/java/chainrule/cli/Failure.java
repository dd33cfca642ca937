package chainrule.cli;

import chainrule.eval.EvaluationException;
import chainrule.nn.save.SaveException;
import chainrule.viz.RenderException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine.ExitCode;

/// How a command that threw an exception ends. What the user can mend is said in a message; a stack
/// trace would bury it. Any other exception is a mistake of ours, and is worth nothing without its
/// stack trace.
final class Failure {
    private Failure() {}

    static int report(Exception e, boolean stacktrace, PrintWriter err) {
        if (stacktrace || !forTheUser(e)) {
            e.printStackTrace(err);
        } else {
            err.println("chainrule: " + message(e));
        }
        err.flush();
        return ExitCode.SOFTWARE;
    }

    private static boolean forTheUser(Exception e) {
        return e instanceof IllegalArgumentException
                || e instanceof EvaluationException
                || e instanceof RenderException
                || e instanceof SaveException
                || e instanceof IOException
                || e instanceof UncheckedIOException;
    }

    /// A file exception's own message is the bare name of the file.
    private static String message(Throwable e) {
        return switch (e) {
            case UncheckedIOException u when u.getCause() != null -> message(u.getCause());
            case NoSuchFileException f -> "no such file: " + f.getFile();
            case AccessDeniedException f -> "access denied: " + f.getFile();
            case FileAlreadyExistsException f -> "there is a file already: " + f.getFile();
            case Exception other when other.getMessage() != null -> other.getMessage();
            default -> e.getClass().getSimpleName();
        };
    }
}
