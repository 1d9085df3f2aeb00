package org.ropewalk.processor;

import java.util.List;

/** A random template of one line, or of several. */
interface RandomText {
    /** The template. */
    String text();

    /** The Java types of its values, which are called {@code p0}, {@code p1} and so on. */
    List<String> types();

    /** Its values as parameters in Java. */
    String parameters();
}
