package org.ropewalk.processor.output;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import javax.annotation.processing.Filer;
import javax.lang.model.element.TypeElement;
import javax.tools.StandardLocation;
import org.ropewalk.processor.model.ProtocolModel;

/** Writes the files of a protocol that are no types, to {@code META-INF/ropewalk}. */
public final class Outputs {
    private static final String MARKDOWN = "markdown";
    private static final String LUA = "lua";
    private static final String HAPROXY = "haproxy";

    /** The names of those that are written on request. */
    public static final Set<String> NAMES = Set.of(MARKDOWN, LUA, HAPROXY);

    private static final String FOLDER = "META-INF/ropewalk/";

    private Outputs() {}

    /**
     * Writes the model, and what else is wanted.
     *
     * @param wanted some of {@link #NAMES}
     * @param origin where the protocol is declared
     */
    public static void write(
            ProtocolModel protocol, Set<String> wanted, Filer filer, TypeElement origin)
            throws IOException {
        String name = FOLDER + protocol.generated("").canonicalName();
        write(name + ".json", new ModelOutput(protocol).write(), filer, origin);
        if (wanted.contains(MARKDOWN)) {
            write(name + ".md", new ReferencePage(protocol).write(), filer, origin);
        }
        if (wanted.contains(LUA)) {
            write(name + ".lua", new Dissector(protocol).write(), filer, origin);
        }
        if (wanted.contains(HAPROXY)) {
            write(name + ".haproxy", new HaproxyCheck(protocol).write(), filer, origin);
        }
    }

    private static void write(String name, String text, Filer filer, TypeElement origin)
            throws IOException {
        try (OutputStream file =
                filer.createResource(StandardLocation.CLASS_OUTPUT, "", name, origin)
                        .openOutputStream()) {
            file.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
