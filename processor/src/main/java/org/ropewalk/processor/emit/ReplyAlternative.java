package org.ropewalk.processor.emit;

import java.util.Comparator;
import java.util.List;
import org.ropewalk.processor.model.Line;
import org.ropewalk.processor.model.Specificity;

/**
 * One line that may come as a reply.
 *
 * @param method the method that reads it
 * @param line how it is told from others
 * @param group what it belongs to: results before exceptions before errors, where nothing else
 *     tells them apart
 */
record ReplyAlternative(String method, Line line, int group) {
    /** These, in the order in which they are tried: the more specific first. */
    static List<ReplyAlternative> inOrder(
            List<ReplyAlternative> alternatives, Specificity specificity) {
        List<ReplyAlternative> grouped =
                alternatives.stream()
                        .sorted(Comparator.comparingInt(ReplyAlternative::group))
                        .toList();
        return specificity.inOrder(grouped, ReplyAlternative::line);
    }
}
