package org.ropewalk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.EventConstants;

/** What one class logs during an action; the build turns the log off otherwise. */
public final class LoggedLines {
    private LoggedLines() {}

    /** The lines: level and message. */
    public static String of(Class<?> type, Runnable action) {
        Logger logger = LoggerFactory.getLogger(type);
        PrintStream standard = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        try {
            Field level = logger.getClass().getDeclaredField("currentLogLevel");
            level.setAccessible(true);
            int before = level.getInt(logger);
            level.setInt(logger, EventConstants.INFO_INT);
            System.setErr(new PrintStream(log, true, UTF_8));
            try {
                action.run();
            } finally {
                System.setErr(standard);
                level.setInt(logger, before);
            }
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
        return log.toString(UTF_8)
                .replaceAll("(?m)^\\[[^]]*\\] (\\w+) \\S+ - ", "$1 ")
                .replace(System.lineSeparator(), "\n");
    }
}
