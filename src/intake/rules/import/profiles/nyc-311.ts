import type { Profile } from '../profile.ts'

/**
 * New York's 311 service requests, in the layout of its API (`unique_key`) and of its download (`Unique Key`, 12-hour clock): column names
 * are compared loosely.
 */
const formats = ['YYYY-MM-DDTHH:mm:ss.SSS', 'YYYY-MM-DDTHH:mm:ss', 'MM/DD/YYYY hh:mm:ss A', 'YYYY-MM-DD HH:mm:ss']

export const nyc311: Profile = {
  name: 'nyc-311',
  zone: 'America/New_York',
  empty: ['Unspecified', 'N/A', '0 Unspecified', 'Unspecified BRONX', 'Unspecified BROOKLYN', 'Unspecified MANHATTAN', 'Unspecified QUEENS',
    'Unspecified STATEN ISLAND'],
  missing_columns: 'allow',
  fields: {
    external_ref: { columns: ['unique_key'] },
    opened_at: { columns: ['created_date'], formats },
    due_at: { columns: ['due_date'], formats },
    closed_at: { columns: ['closed_date'], formats },
    status: {
      columns: ['status'],
      map: { Open: 'registered', Assigned: 'dispatched', Started: 'handling', 'In Progress': 'handling', Pending: 'handling', Email: 'handling',
        Closed: 'closed', Cancel: 'void', Draft: 'reported' },
    },
    source: { columns: ['open_data_channel_type'], map: { PHONE: 'hotline', ONLINE: 'resident_web', MOBILE: 'resident_app' }, unmapped: 'empty' },
    title: { columns: ['complaint_type', 'descriptor'], join: ': ' },
    category: { levels: [{ columns: ['complaint_type'] }, { columns: ['descriptor'] }] },
    unit: { levels: [{ columns: ['agency_name'] }], code: { columns: ['agency'] } },
    areas: [
      { level: 'district', name: { columns: ['borough'], case: 'title' } },
      { level: 'street', name: { columns: ['community_board'], case: 'title' } },
    ],
    position: { lon: { columns: ['longitude'] }, lat: { columns: ['latitude'] } },
    address: { columns: ['incident_address', 'intersection_street_1', 'landmark', 'street_name', 'incident_zip'] },
    closing_reason: { columns: ['resolution_description'] },
  },
  // One of 1,000 is "Assigned" with a closing date: the state is believed, the date kept beside.
  contradictions: { open_with_closed_date: 'status' },
  extra: [
    'open_data_channel_type', 'descriptor_2', 'location_type', 'incident_zip', 'cross_street_1', 'cross_street_2', 'intersection_street_1',
    'intersection_street_2',
    'city', 'facility_type', 'resolution_action_updated_date', 'council_district', 'police_precinct', 'bbl', 'park_facility_name', 'vehicle_type',
    'taxi_pick_up_location',
  ],
}
