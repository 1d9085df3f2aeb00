package org.ropewalk.processor.template;

import java.util.List;

/**
 * One way to write a line.
 *
 * @param source its template
 * @param verbs how its verb is spelled, too
 */
public record Spelled(String source, List<String> verbs) {
    /** Copies the list. */
    public Spelled {
        verbs = List.copyOf(verbs);
    }

    /** How many spellings it stands for. */
    public int count() {
        return 1 + verbs.size();
    }
}
