using Baton.Engine.Storage;
using Baton.Engine.Storage.Rows;
using Baton.Web.Frame.Live;

namespace Baton.Web.Customers;

/// <summary>Customers for a virtual list.</summary>
/// <param name="read">Reads one page.</param>
internal sealed class CustomerList(Func<PageOf, CancellationToken, Task<Page<CustomerRow>>> read) : ScrolledList<CustomerRow>(read, customer => customer.LastSeq);
