/** clamd: finds the test file of virus scanners, in files and in streams. */
package org.ropewalk.examples.clamd;
