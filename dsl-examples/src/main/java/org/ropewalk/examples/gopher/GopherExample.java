package org.ropewalk.examples.gopher;

import java.util.List;
import org.ropewalk.examples.Example;
import org.ropewalk.examples.gopher.Pages.Text;

/** Gopher, as an example. */
public final class GopherExample {
    private static final int PORT = 7070;

    private GopherExample() {}

    /** How it is started. */
    public static Example example() {
        return new Example(
                "gopher",
                PORT,
                "a menu, its texts, and a search in them",
                "try: curl gopher://HOST:PORT/, gopher://HOST:PORT/00about",
                (reactor, directory) -> factory());
    }

    /** A factory that has two texts. */
    public static GopherFactory factory() {
        Pages pages =
                new Pages(
                        "127.0.0.1",
                        PORT,
                        List.of(
                                new Text(
                                        "about",
                                        "About this server",
                                        List.of("Ropewalk serves this.", ".", "A dot is a line.")),
                                new Text("ropes", "Of ropes", List.of("Three strands.", ""))));
        return new GopherFactory(peer -> pages);
    }
}
