package org.ropewalk.examples.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ropewalk.examples.mail.Scripts.Outcome;
import org.ropewalk.examples.mail.Scripts.Quota;
import org.ropewalk.examples.value.StoredScript;
import org.ropewalk.line.Bytes;

/** The scripts of a user, and the loss of power. */
class ScriptsTest {
    private static final Quota QUOTA = new Quota(10, 10_000);

    @TempDir private Path directory;

    private static Scripts scripts(Path mail, Disk disk) {
        return new PostOffice(mail, "secret", disk, 100).scripts("a", QUOTA).orElseThrow();
    }

    private static Map<String, String> texts(Scripts scripts) {
        Map<String, String> texts = new TreeMap<>();
        for (StoredScript script : scripts.list()) {
            texts.put(
                    (script.active() ? "*" : "") + script.name(),
                    scripts.text(script.name()).orElseThrow().toString());
        }
        return texts;
    }

    private static long files(Path mail) throws IOException {
        try (var files = Files.list(mail.resolve("a/sieve"))) {
            return files.count();
        }
    }

    @Test
    void scriptsAreThereAfterARestart() throws Exception {
        Scripts scripts = scripts(directory, new Disk(false));
        assertEquals(Outcome.DONE, scripts.put("one", Bytes.of("keep;")));
        scripts.put("two\u8a71", Bytes.of("stop;"));
        scripts.put("one", Bytes.of("discard;"));
        assertEquals(Outcome.DONE, scripts.activate("one"));
        assertEquals(Outcome.DONE, scripts.rename("one", "three \\ *"));

        assertEquals(
                Map.of("*three \\ *", "discard;", "two\u8a71", "stop;"),
                texts(scripts(directory, new Disk(false))));
        assertEquals(3, files(directory));
        assertEquals(Optional.empty(), scripts.text("one"));
    }

    @Test
    void whatAnUnfinishedChangeHasLeftIsRemoved() throws Exception {
        scripts(directory, new Disk(false)).put("one", Bytes.of("keep;"));
        Files.writeString(directory.resolve("a/sieve/left"), "sto");

        assertEquals(Map.of("one", "keep;"), texts(scripts(directory, new Disk(false))));
        assertEquals(2, files(directory));
    }

    /** A disk whose next operation of a kind fails. */
    private static final class FullDisk extends Disk {
        private int writes = Integer.MAX_VALUE;
        private boolean moves = true;

        FullDisk() {
            super(false);
        }

        @Override
        void write(Path file, Bytes content) throws IOException {
            super.write(file, content);
            if (writes-- == 0) {
                throw new IOException("full");
            }
        }

        @Override
        void move(Path file, Path name) throws IOException {
            if (!moves) {
                throw new IOException("full");
            }
            super.move(file, name);
        }
    }

    @Test
    void aFailedChangeLeavesNothing() throws Exception {
        FullDisk disk = new FullDisk();
        Scripts scripts = scripts(directory, disk);
        scripts.put("one", Bytes.of("keep;"));
        for (int writes : new int[] {0, 1}) {
            disk.writes = writes;
            assertThrows(
                    UncheckedIOException.class, () -> scripts.put("one", Bytes.of("discard;")));
        }
        disk.writes = Integer.MAX_VALUE;
        disk.moves = false;
        assertThrows(UncheckedIOException.class, () -> scripts.put("two", Bytes.of("stop;")));
        assertThrows(UncheckedIOException.class, () -> scripts.delete("one"));

        assertEquals(Map.of("one", "keep;"), texts(scripts));
        assertEquals(2, files(directory));
    }

    /** All sessions of a user share one list. */
    @Test
    void sessionsDoNotLoseEachOthersScripts() throws Exception {
        PostOffice office = new PostOffice(directory, "secret", new Disk(false), 100);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Outcome>> all = new ArrayList<>();
            for (int i = 0; i < QUOTA.scripts(); i++) {
                String name = "s" + i;
                all.add(
                        threads.submit(
                                () ->
                                        office.scripts("a", QUOTA)
                                                .orElseThrow()
                                                .put(name, Bytes.of(name))));
            }
            for (Future<Outcome> each : all) {
                assertEquals(Outcome.DONE, each.get());
            }
        } finally {
            threads.shutdownNow();
        }
        Scripts scripts = office.scripts("a", QUOTA).orElseThrow();
        assertEquals(QUOTA.scripts(), texts(scripts).size());
        assertEquals(Outcome.TOO_MANY_SCRIPTS, scripts.put("more", Bytes.of("keep;")));
    }

    /** One change, and what there is after it. */
    private record Step(Change change, Map<String, String> after) {}

    private interface Change {
        void make(Scripts scripts);
    }

    private static final List<Step> STEPS =
            List.of(
                    new Step(s -> s.put("a", Bytes.of("1")), Map.of("a", "1")),
                    new Step(s -> s.put("b", Bytes.of("2")), Map.of("a", "1", "b", "2")),
                    new Step(s -> s.activate("a"), Map.of("*a", "1", "b", "2")),
                    new Step(s -> s.put("a", Bytes.of("3")), Map.of("*a", "3", "b", "2")),
                    new Step(s -> s.activate("b"), Map.of("a", "3", "*b", "2")),
                    new Step(s -> s.rename("b", "c"), Map.of("a", "3", "*c", "2")),
                    new Step(s -> s.delete("a"), Map.of("*c", "2")),
                    new Step(Scripts::deactivate, Map.of("c", "2")));

    /**
     * The power fails at each operation: a change is there, or not, and is kept once it is told.
     */
    @Test
    void eachChangeIsMadeOrNot_wheneverThePowerFails() throws Exception {
        int cuts = 0;
        for (boolean whole = false; !whole; cuts++) {
            Path mail = Files.createDirectory(directory.resolve("mail" + cuts));
            VolatileDisk disk = new VolatileDisk();
            PostOffice office = new PostOffice(mail, "secret", disk, 100);
            disk.cutAt(cuts);
            int done = 0;
            try {
                Scripts scripts = office.scripts("a", QUOTA).orElseThrow();
                for (Step step : STEPS) {
                    step.change().make(scripts);
                    done++;
                }
                whole = true;
            } catch (VolatileDisk.PowerCut e) {
                whole = false;
            }
            Path restored = directory.resolve("restored" + cuts);
            disk.restore(mail, restored, new Random(cuts));
            Map<String, String> there = texts(scripts(restored, new Disk(false)));
            Map<String, String> before = done == 0 ? Map.of() : STEPS.get(done - 1).after();
            Map<String, String> after = STEPS.get(Math.min(done, STEPS.size() - 1)).after();
            assertTrue(
                    there.equals(before) || there.equals(after),
                    "cut at " + cuts + " after " + done + " changes: " + there);
        }
        assertTrue(cuts > 50, cuts + " operations");
    }
}
