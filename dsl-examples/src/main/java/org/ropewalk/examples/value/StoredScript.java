package org.ropewalk.examples.value;

/**
 * A Sieve script that is stored, as one line.
 *
 * @param name without control characters
 * @param active whether it is the one that would be run
 * @param file the name of the file that has its text
 * @param size how many bytes the text has
 */
public record StoredScript(String name, boolean active, String file, long size) {
    private static final int PARTS = 4;

    /** The script that a line without its end is. */
    public static StoredScript parse(String line) {
        String[] parts = line.split("\t", PARTS);
        return new StoredScript(
                parts[PARTS - 1], parts[0].equals("+"), parts[1], Long.parseLong(parts[2]));
    }

    /** The line, with its end. */
    public String line() {
        return (active ? "+" : "-") + '\t' + file + '\t' + size + '\t' + name + '\n';
    }

    /** The same script with another name. */
    public StoredScript named(String other) {
        return new StoredScript(other, active, file, size);
    }

    /** The same script, which is active now or is not. */
    public StoredScript active(boolean now) {
        return new StoredScript(name, now, file, size);
    }
}
