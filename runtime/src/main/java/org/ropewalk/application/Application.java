package org.ropewalk.application;

/** The services of one program, under its name. */
public final class Application extends MultiService {
    /** An application without services. */
    public Application(String name) {
        setName(name);
    }
}
