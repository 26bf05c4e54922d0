/**
 * OneDrive, SharePoint libraries and Teams channels as drives, through Microsoft Graph v1.0.
 *
 * <p>Microsoft's SDK asks for metadata; bytes go through an engine of our own, because the SDK's
 * uploads cannot be resumed safely. The SDK is large: it is loaded with the first request, not with
 * this package.
 */
package org.dubbelslot.drive.graph;
