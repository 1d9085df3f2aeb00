package org.ropewalk.processor.emit.client;

import org.ropewalk.processor.emit.client.ReplyAlternative.Phase;
import org.ropewalk.processor.model.Answer;

/** Reads the items of a list, as its reader asks for them. */
interface ItemReading {
    /** The lines that are read from now on come there in a reply. */
    void in(Phase partOfReply);

    /**
     * Adds the reading of a result, or an item, of this shape.
     *
     * @param completion what is done with it
     * @param suffix tells its methods from others
     */
    void shape(Answer.Shape shape, Completion completion, String suffix);
}
