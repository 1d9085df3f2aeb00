package org.ropewalk.application;

/** The services of one program, under its name. */
public final class Application extends MultiService {
    /** No services yet. */
    public Application(String name) {
        setName(name);
    }
}
