package org.ropewalk.client;

import java.util.function.BiConsumer;
import java.util.function.Function;
import org.ropewalk.line.LineReader;
import org.ropewalk.line.LineWriter;

/**
 * What stands in front of a client's commands, and of the replies.
 *
 * @param command writes what stands in front of a command, whose tag is the second argument
 * @param tag reads by what a line tells its command; null if it does not
 * @param overtaking whether replies come in any order, so that the tag alone tells whose they are
 */
public record ClientEnvelope(
        BiConsumer<LineWriter, String> command,
        Function<LineReader, String> tag,
        boolean overtaking) {}
