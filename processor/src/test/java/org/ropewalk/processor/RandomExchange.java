package org.ropewalk.processor;

import java.util.Random;

/** A random command with the value {@code given}, its reply and what it may be refused with. */
interface RandomExchange {
    /** The number in its name, {@code c1}. */
    int number();

    /** The method, in one line. */
    String command();

    /** The types of the result and of the exception, in one line. */
    String types();

    /** The handler's method: it returns or throws what {@code Next.of} has for its number. */
    String handler();

    /** Whether it has an exception. */
    boolean fails();

    /** Whether {@code outcome} is what the client reports for a value that is refused. */
    boolean isRejected(String outcome);

    /** An exception that the handler throws. */
    Object failure(RandomValues values) throws ReflectiveOperationException;

    /** A value that the handler returns. */
    Object value(RandomValues values, Random random) throws ReflectiveOperationException;
}
