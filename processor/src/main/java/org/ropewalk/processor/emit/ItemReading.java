package org.ropewalk.processor.emit;

import org.ropewalk.processor.model.Answer;

/** Reads the items of a list, as its reader asks for them. */
interface ItemReading {
    /**
     * From now on items are read, and only where {@code guard} is true; empty where they always
     * are.
     */
    void guardItems(String guard);

    /**
     * Adds the reading of a result, or an item, of this shape.
     *
     * @param completion what is done with it
     * @param suffix tells its methods from others
     */
    void shape(Answer.Shape shape, Completion completion, String suffix);
}
