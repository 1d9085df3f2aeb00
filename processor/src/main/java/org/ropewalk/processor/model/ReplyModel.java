package org.ropewalk.processor.model;

import java.util.Optional;
import org.ropewalk.processor.template.Template;

/**
 * What {@code @Reply} says: the lines that are written.
 *
 * @param value the line, or nothing
 * @param each the line of one item
 * @param end the line behind the items
 * @param absent the line for an empty optional or {@code false}
 * @param close whether the connection is closed after it
 */
public record ReplyModel(
        Optional<Template> value,
        Optional<Template> each,
        Optional<Template> end,
        Optional<Template> absent,
        boolean close) {
    /** A reply without a line. */
    public static final ReplyModel NONE =
            new ReplyModel(
                    Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);
}
