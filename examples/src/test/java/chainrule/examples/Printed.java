package chainrule.examples;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// What a main prints, where numbers are usually written with a comma.
final class Printed {
    private Printed() {}

    @FunctionalInterface
    interface Main {
        void run() throws Exception;
    }

    static String by(Main main) throws Exception {
        PrintStream before = System.out;
        Locale language = Locale.getDefault();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            Locale.setDefault(Locale.GERMANY); // which writes 0,5
            System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
            main.run();
        } finally {
            System.setOut(before);
            Locale.setDefault(language);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
