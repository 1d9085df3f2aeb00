package org.ropewalk.examples.gearman;

import org.ropewalk.examples.Example;

/** Gearman's administration, as an example. */
public final class GearmanExample {
    private GearmanExample() {}

    /** How it is started. */
    public static Example example() {
        return new Example(
                "gearman",
                4730,
                "the text administration of gearmand, without workers and jobs",
                "try: gearadmin --host HOST --port PORT --status",
                (reactor, directory) -> factory());
    }

    /** A factory for a server that has one function. */
    public static GearmanFactory factory() {
        Functions functions = new Functions("reverse");
        return new GearmanFactory(peer -> functions);
    }
}
