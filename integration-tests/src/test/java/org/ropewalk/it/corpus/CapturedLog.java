package org.ropewalk.it.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.util.List;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.simple.SimpleLogger;

/** What one logger says while this is open. */
final class CapturedLog implements AutoCloseable {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream err = System.err;
    private final SimpleLogger logger;
    private final Field level;
    private final Object before;

    private CapturedLog(Class<?> name, Level lowest) throws ReflectiveOperationException {
        logger = (SimpleLogger) LoggerFactory.getLogger(name);
        level = SimpleLogger.class.getDeclaredField("currentLogLevel");
        level.setAccessible(true);
        before = level.get(logger);
        level.set(logger, lowest.toInt());
        System.setErr(new PrintStream(bytes, true, UTF_8));
    }

    /** Of this class's logger, from this level on. */
    static CapturedLog of(Class<?> name, Level lowest) throws ReflectiveOperationException {
        return new CapturedLog(name, lowest);
    }

    /** The lines so far, without those of stack traces. */
    List<String> lines() {
        return bytes.toString(UTF_8)
                .lines()
                .filter(line -> !line.startsWith("\tat ") && !line.startsWith("\t..."))
                .filter(line -> !line.startsWith("java.lang."))
                .toList();
    }

    /** How many traces of failures were shown. */
    long traces() {
        return bytes.toString(UTF_8).lines().filter(line -> line.startsWith("java.lang.")).count();
    }

    @Override
    public void close() throws IllegalAccessException {
        System.setErr(err);
        level.set(logger, before);
    }
}
