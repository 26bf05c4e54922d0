/**
 * What runs inside the process that is measured: it waits for what a person would wait for, does
 * what a person would do, and tells on standard output when and how long.
 */
package org.dubbelslot.bench.window;
