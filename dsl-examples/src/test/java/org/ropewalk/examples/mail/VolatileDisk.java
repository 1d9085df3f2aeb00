package org.ropewalk.examples.mail;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.ropewalk.line.Bytes;

/**
 * A disk that keeps names and contents apart: contents are kept when they are forced, a name when
 * its directory is synced behind its making.
 */
final class VolatileDisk extends Disk {
    /** The power has failed. */
    static final class PowerCut extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Contents by path, for what the disk keeps and for what the system has in memory. */
    private final Map<Path, Bytes> kept = new TreeMap<>();

    private final Map<Path, Bytes> cached = new TreeMap<>();
    private static final Bytes DIRECTORY = Bytes.of("(a directory)");

    private int operations;
    private int cutAt = Integer.MAX_VALUE;
    private Runnable meanwhile = () -> {};
    private int meanwhileAt = -1;

    /** The power fails at that operation. */
    void cutAt(int operation) {
        cutAt = operation;
    }

    /** Another program runs before that operation, and the power fails then. */
    void meanwhile(int operation, Runnable program) {
        meanwhileAt = operation;
        meanwhile = program;
    }

    /** Each call of the system may be the last one, or be followed by another program's. */
    private void step() {
        if (operations == meanwhileAt) {
            operations++;
            meanwhile.run();
            throw new PowerCut();
        }
        if (operations++ >= cutAt) {
            throw new PowerCut();
        }
    }

    @Override
    void write(Path file, Bytes content) throws IOException {
        step();
        cached.put(file, Bytes.of(""));
        super.write(file, content);
    }

    /** A part may be written when the power fails. */
    @Override
    void append(Path file, Bytes added) throws IOException {
        Bytes before = cached.get(file);
        for (int cut = 0; cut <= added.length(); cut += 1 + added.length() / 3) {
            keepAppended(file, Bytes.of(before + added.toString().substring(0, cut)));
            step();
        }
        super.append(file, added);
        keepAppended(file, Bytes.of(before.toString() + added));
    }

    /** The name of the file does not change, so that its content is kept if the name is. */
    private void keepAppended(Path file, Bytes content) {
        cached.put(file, content);
        kept.computeIfPresent(file, (name, old) -> content);
    }

    /** From now on the content is there if the name is. */
    @Override
    void force(Path file, FileChannel channel) throws IOException {
        step();
        super.force(file, channel);
        cached.put(file, Bytes.of(Files.readAllBytes(file)));
    }

    @Override
    void link(Path file, Path name) throws IOException {
        step();
        super.link(file, name);
        cached.put(name, cached.get(file));
    }

    @Override
    void move(Path file, Path name) throws IOException {
        step();
        super.move(file, name);
        cached.put(name, cached.remove(file));
    }

    @Override
    void createDirectory(Path made) throws IOException {
        super.createDirectory(made);
        cached.put(made, DIRECTORY);
        step();
    }

    @Override
    void sync(Path synced) throws IOException {
        step();
        super.sync(synced);
        kept.keySet().removeIf(path -> isIn(path, synced) && !cached.containsKey(path));
        cached.forEach(
                (path, content) -> {
                    if (isIn(path, synced)) {
                        kept.put(path, content);
                    }
                });
    }

    @Override
    void delete(Path file) throws IOException {
        step();
        super.delete(file);
        cached.remove(file);
    }

    private static boolean isIn(Path path, Path parent) {
        return path.getParent().equals(parent);
    }

    /**
     * Writes what the disk has behind the cut; of what was not synced, each change is there or not,
     * as {@code chance} will have it.
     */
    void restore(Path from, Path to, Random chance) throws IOException {
        Map<Path, Bytes> left = new TreeMap<>(kept);
        cached.forEach(
                (path, content) -> {
                    if (chance.nextInt(4) == 0) {
                        left.put(path, content);
                    }
                });
        Files.createDirectory(to);
        for (Map.Entry<Path, Bytes> entry : left.entrySet()) {
            Path there = to.resolve(from.relativize(entry.getKey()).toString());
            if (!Files.isDirectory(there.getParent())) {
                // Its directory is lost, and it with it.
                continue;
            }
            if (entry.getValue() == DIRECTORY) {
                Files.createDirectory(there);
            } else {
                Files.write(there, entry.getValue().toByteArray());
            }
        }
    }
}
