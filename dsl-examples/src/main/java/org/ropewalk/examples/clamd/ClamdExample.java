package org.ropewalk.examples.clamd;

import org.ropewalk.examples.Example;

/** clamd, as an example: in its z form, which clamdscan speaks, and in its n form. */
public final class ClamdExample {
    private ClamdExample() {}

    /** How the z form is started. */
    public static Example example() {
        return new Example(
                "clamd",
                3310,
                "clamd in its z form: finds the test file of EICAR in files and streams",
                "try: printf 'zPING\\0' | nc HOST PORT, or clamdscan with TCPSocket PORT",
                (reactor, directory) -> factory());
    }

    /** How the n form is started. */
    public static Example lines() {
        return new Example(
                "clamd-lines",
                3311,
                "clamd in its n form: as clamd, with lines",
                "try: printf 'nPING\\n' | nc HOST PORT",
                (reactor, directory) -> linesFactory());
    }

    /** A factory for the z form. */
    public static ClamdFactory factory() {
        return new ClamdFactory(peer -> new Scanner());
    }

    /** A factory for the n form. */
    public static ClamdLinesFactory linesFactory() {
        return new ClamdLinesFactory(peer -> new Scanner());
    }
}
