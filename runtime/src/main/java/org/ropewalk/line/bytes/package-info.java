/**
 * Searches, hashes and digits in arrays of bytes: what the packages of lines and frames share.
 *
 * <p>Not a part of the API. Imports {@code reactor} and {@code annotation} alone.
 */
package org.ropewalk.line.bytes;
