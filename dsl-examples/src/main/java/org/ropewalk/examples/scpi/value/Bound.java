package org.ropewalk.examples.scpi.value;

import org.ropewalk.annotation.Format;

/** A level of a source without a number. */
public enum Bound {
    /** The least one. */
    @Format("MINimum")
    MIN,
    /** The greatest one. */
    @Format("MAXimum")
    MAX,
    /** The one after a reset. */
    @Format("DEFault")
    DEF
}
